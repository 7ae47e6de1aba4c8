import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/editors', ({ runtime, principal }) => ({
  sources: runtime.editing.sources(principal),
}));
