import { noteRefused } from '@/app/api/note-refused';
import { serve } from '@/app/api/serve';
import { can } from '@/lib/can';
import { Refusal } from '@/lib/protocol/refusal';
import { touchesSource } from '@/lib/scope';

export const dynamic = 'force-dynamic';

const key = 'POST /api/sources/{id}/retry';

export const POST = serve(key, (call) => {
  const { runtime, principal, params } = call;
  const isTheirs = touchesSource(principal.scope, params.id);
  if (isTheirs && !can(principal, 'retry-sources', { sourceId: params.id })) {
    noteRefused(key, call);
    throw new Refusal('not-allowed');
  }
  if (!isTheirs || !runtime.sourceDesk.retry(params.id))
    throw new Refusal('not-found', { message: 'There is no such source.' });
  return { ok: true as const };
});
