import type { ReplyCode } from './reply';

const statusOf: Record<ReplyCode, number> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  busy: 503,
};

const headers = { 'cache-control': 'no-store' };

/** JSON that nobody may keep. */
export function answer(body: object): Response {
  return Response.json(body, { headers });
}

/** A refusal in the shape of every other one; `field` names what was wrong with the question. */
export function refuse(code: ReplyCode, because: { field?: string; message?: string } = {}): Response {
  return Response.json({ ok: false, code, ...because }, { status: statusOf[code], headers });
}
