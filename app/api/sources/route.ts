import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';
import { touchesSource } from '@/lib/scope';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/sources', ({ runtime, principal }) => ({
  sources: runtime.sourceDesk.list().filter(({ id }) => touchesSource(principal.scope, id)),
}));

export const POST = serve('POST /api/sources', (call) => call.runtime.sourceDesk.add(call.body, askerOf(call)));
