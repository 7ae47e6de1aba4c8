import { can } from '@/lib/can';
import { answer, refuse } from '@/lib/protocol/http-answer';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** How every source is doing, for those who look after them. */
export async function GET(request: Request): Promise<Response> {
  const runtime = getRuntime();
  const principal = await runtime.authenticate(request.headers);
  if (!principal) return refuse('not-signed-in');
  if (!can(principal.role, 'see-sources')) return refuse('not-allowed');
  return answer({ sources: runtime.sources() });
}
