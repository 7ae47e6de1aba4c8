import { askerOf } from '@/app/api/asker';
import { placeOf } from '@/app/api/editors/place';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/editors/{id}/{kind}/record/{record}/act/{act}', (call) => {
  const { parent, values, requestId } = call.body;
  return call.runtime.editing.act(placeOf(call, parent), { action: call.params.act, values, requestId }, askerOf(call));
});
