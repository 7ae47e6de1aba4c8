import { answer, refuse } from '@/lib/protocol/http-answer';
import { purposes, watchMessage } from '@/lib/protocol/messages';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** The floor as the caller may see it; `?purpose=wall|console|me`, console unless said otherwise. */
export async function GET(request: Request): Promise<Response> {
  const runtime = getRuntime();
  const principal = await runtime.authenticate(request.headers);
  if (!principal) return refuse('not-signed-in');
  const asked = new URL(request.url).searchParams.get('purpose') ?? 'console';
  const purpose = watchMessage.shape.purpose.safeParse(asked);
  if (!purpose.success) {
    return refuse('bad-request', { field: 'purpose', message: `purpose must be one of ${purposes.join(', ')}` });
  }
  return answer(runtime.floorFor(principal, purpose.data));
}
