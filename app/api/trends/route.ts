import { answer, refuse } from '@/lib/protocol/http-answer';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** The last 60 minutes of every queue, a point a minute. */
export async function GET(request: Request): Promise<Response> {
  const runtime = getRuntime();
  if (!(await runtime.authenticate(request.headers))) return refuse('not-signed-in');
  return answer(runtime.trends());
}
