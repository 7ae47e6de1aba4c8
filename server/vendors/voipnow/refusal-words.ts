import type { HttpReply } from '@/server/vendors/http-reply';
import { errorIn } from './error-body';

/** Statuses that say no, so that nothing was done. */
export const refusals: readonly number[] = [400, 403, 404, 409, 422];

/** Why VoipNow said no: in our words where we know its code, else what it said itself. */
export interface NoWords {
  readonly reason: string | null;
  readonly said: string;
}

/** By what the codes mean: the manual has the texts of the first two the wrong way round. */
const reasons = new Map([
  ['status_invalid', 'it does not take this status'],
  ['qag_agent_invalid', 'the agent is not registered there'],
  ['extension_invalid', 'it knows no queue of this number'],
]);

export function noWordsOf({ status, text }: HttpReply): NoWords {
  const { code = null, message = null } = errorIn(text) ?? {};
  const reason = reasons.get(code ?? '') ?? (status === 403 ? 'this app may not' : null);
  return { reason, said: reason === null ? message || code || '' : '' };
}
