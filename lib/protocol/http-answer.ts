import type { Because } from './refusal';
import type { RefusalBody, ReplyCode } from './reply';

const statusOf: Record<ReplyCode, number> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  failed: 500,
  busy: 503,
  unavailable: 503,
};

const headers = { 'cache-control': 'no-store' };

/** JSON that nobody may keep. */
export function answer(body: object): Response {
  return Response.json(body, { headers });
}

/** A refusal in the shape of every other one. */
export function refuse(code: ReplyCode, { message, problems = [] }: Because = {}): Response {
  const [first] = problems;
  const body: RefusalBody = {
    ok: false,
    code,
    ...(first ? { field: first.field, problems } : {}),
    ...(message || first ? { message: message || `${first?.field} ${first?.message}` } : {}),
  };
  return Response.json(body, { status: statusOf[code], headers });
}
