import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/sources', ({ runtime }) => ({ sources: runtime.sourceDesk.list() }));

export const POST = serve('POST /api/sources', (call) => call.runtime.sourceDesk.add(call.body, askerOf(call)));
