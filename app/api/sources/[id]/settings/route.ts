import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/sources/{id}/settings', ({ runtime, params }) => runtime.sourceDesk.read(params.id));
