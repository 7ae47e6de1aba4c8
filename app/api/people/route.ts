import { serve } from '@/app/api/serve';
import { peopleAsker } from './people-asker';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/people', (call) => call.runtime.people.list(call.query, peopleAsker(call)));

export const POST = serve('POST /api/people', async (call) => ({
  personIds: await call.runtime.people.link(call.body.links, peopleAsker(call)),
}));
