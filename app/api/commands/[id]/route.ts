import { askerOf } from '@/app/api/asker';
import { floorIdIn } from '@/app/api/floor-id';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const DELETE = serve('DELETE /api/commands/{id}', (call) => {
  call.runtime.commands.takeBack(floorIdIn(call.params.id), askerOf(call));
  return { ok: true as const };
});
