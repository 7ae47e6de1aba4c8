import { peopleAsker } from '@/app/api/people/people-asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/people/suggestions', (call) => call.runtime.people.suggest(peopleAsker(call)));
