import { serve } from '@/app/api/serve';
import { touchesSource } from '@/lib/scope';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/sources', ({ runtime, principal }) => ({
  sources: runtime.sources().filter(({ id }) => touchesSource(principal.scope, id)),
}));
