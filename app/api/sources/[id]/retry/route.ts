import { serve } from '@/app/api/serve';
import { can } from '@/lib/can';
import { Refusal } from '@/lib/protocol/refusal';
import { touchesSource } from '@/lib/scope';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/sources/{id}/retry', ({ runtime, principal, params }) => {
  const isTheirs = touchesSource(principal.scope, params.id);
  if (isTheirs && !can(principal, 'retry-sources', { sourceId: params.id })) throw new Refusal('not-allowed');
  if (!isTheirs || !runtime.sourceDesk.retry(params.id))
    throw new Refusal('not-found', { message: 'There is no such source.' });
  return { ok: true as const };
});
