import { askerOf } from '@/app/api/asker';
import { placeOf } from '@/app/api/editors/place';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/editors/{id}/{kind}/record/{record}/calls', async (call) => {
  const { parent, operation, values } = call.body;
  return { calls: await call.runtime.editing.calls(placeOf(call, parent), operation, values, askerOf(call)) };
});
