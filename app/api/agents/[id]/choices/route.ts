import { askerOf } from '@/app/api/asker';
import { floorIdIn } from '@/app/api/floor-id';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/agents/{id}/choices', (call) =>
  call.runtime.commands.choices(floorIdIn(call.params.id), askerOf(call)),
);
