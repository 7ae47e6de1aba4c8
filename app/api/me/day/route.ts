import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/me/day', ({ runtime, principal }) => runtime.ownDay(principal));
