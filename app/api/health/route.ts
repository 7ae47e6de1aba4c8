import { answer } from '@/lib/protocol/http-answer';
import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

export function GET(): Response {
  return answer(getRuntime().health());
}
