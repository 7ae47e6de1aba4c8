import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/floor', ({ runtime, principal, query }) =>
  runtime.floorFor(principal, query.purpose),
);
