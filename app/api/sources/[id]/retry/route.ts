import { serve } from '@/app/api/serve';
import { Refusal } from '@/lib/protocol/refusal';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/sources/{id}/retry', ({ runtime, params }) => {
  if (!runtime.sourceDesk.retry(params.id)) throw new Refusal('not-found', { message: 'There is no such source.' });
  return { ok: true as const };
});
