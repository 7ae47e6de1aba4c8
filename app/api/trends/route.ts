import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/trends', ({ runtime, principal }) => runtime.trends(principal));
