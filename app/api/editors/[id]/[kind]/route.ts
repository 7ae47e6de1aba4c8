import { askerOf } from '@/app/api/asker';
import { kindPlaceOf } from '@/app/api/editors/place';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/editors/{id}/{kind}', async (call) => {
  const { q = null, parent = null } = call.query;
  const ask = { q, parentId: parent };
  return { records: await call.runtime.editing.list(kindPlaceOf(call.params), ask, askerOf(call)) };
});

export const POST = serve('POST /api/editors/{id}/{kind}', (call) => {
  const { parent: parentId, values, requestId } = call.body;
  return call.runtime.editing.create(kindPlaceOf(call.params), { parentId, values, requestId }, askerOf(call));
});
