import { peopleAsker } from '@/app/api/people/people-asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const DELETE = serve('DELETE /api/people/{id}', async (call) => {
  await call.runtime.people.split(call.params.id, call.query.agentId, peopleAsker(call));
  return { ok: true as const };
});
