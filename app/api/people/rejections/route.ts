import { peopleAsker } from '@/app/api/people/people-asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/people/rejections', async (call) => {
  await call.runtime.people.reject(call.body.groups, peopleAsker(call));
  return { ok: true as const };
});
