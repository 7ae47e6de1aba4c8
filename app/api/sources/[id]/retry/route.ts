import { can } from '@/lib/can';
import { answer, refuse } from '@/lib/protocol/http-answer';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** Asks a source again at once, as after its password was mended. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const runtime = getRuntime();
  const principal = await runtime.authenticate(request.headers);
  if (!principal) return refuse('not-signed-in');
  if (!can(principal.role, 'retry-sources')) return refuse('not-allowed');
  const { id } = await params;
  if (!runtime.retrySource(id)) return refuse('bad-request', { field: 'id', message: 'there is no such source' });
  return answer({ ok: true });
}
