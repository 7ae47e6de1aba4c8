import { answer } from '@/lib/protocol/http-answer';

/** Done, with a new session in place of the one that just ended. */
export function doneWithSession(cookie: string): Response {
  const reply = answer({ ok: true });
  reply.headers.append('set-cookie', cookie);
  return reply;
}
