import { askerOf } from '@/app/api/asker';
import { placeOf } from '@/app/api/editors/place';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/editors/{id}/{kind}/record/{record}', (call) =>
  call.runtime.editing.read(placeOf(call, call.query.parent), askerOf(call)),
);

export const PUT = serve('PUT /api/editors/{id}/{kind}/record/{record}', (call) => {
  const { parent, values, lock, requestId } = call.body;
  return call.runtime.editing.update(placeOf(call, parent), { values, lock, requestId }, askerOf(call));
});

export const DELETE = serve('DELETE /api/editors/{id}/{kind}/record/{record}', (call) => {
  const { parent, lock, requestId } = call.query;
  return call.runtime.editing.remove(placeOf(call, parent), { lock, requestId }, askerOf(call));
});
