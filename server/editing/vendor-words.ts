import { Refusal } from '@/lib/protocol/refusal';
import { placeOf, toVendorError } from '@/server/polling/poll-failure';
import type { Log } from '@/server/ports';
import { type EditRefused, isEditRefused } from '@/server/vendors/editor';
import { isVendorError, type VendorError } from '@/server/vendors/vendor-error';

/** What a vendor threw: that it did nothing for certain, or that nobody knows what it did. */
export type Failure =
  | { readonly isSure: true; readonly refusal: Refusal }
  | { readonly isSure: false; readonly words: string };

/** What sending a change came to, in words. */
export function describeFailure(thrown: unknown, name: string, log: Log): Failure {
  if (isEditRefused(thrown)) return { isSure: true, refusal: refusalOf(thrown) };
  if (!isVendorError(thrown)) {
    log.error(placeOf(thrown), 'A change could not be sent');
    return { isSure: false, words: `Callboard failed while it asked ${name}` };
  }
  const error = toVendorError(thrown);
  const refusal = isRefused(error) ? refusalFor(error, name, ': nothing was done') : null;
  return refusal ? { isSure: true, refusal } : { isSure: false, words: error.message };
}

/** Why something could not be read, or was refused before anything was sent. */
export function toRefusal(thrown: unknown, name: string, log: Log): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (isEditRefused(thrown)) return refusalOf(thrown);
  if (isVendorError(thrown)) return refusalFor(toVendorError(thrown), name, '');
  log.error(placeOf(thrown), 'An editor failed');
  return new Refusal('unavailable', { message: `${name} could not be asked: the log says why.` });
}

const codes = { refused: 'bad-request', conflict: 'conflict', gone: 'not-found', 'not-known': 'unavailable' } as const;

function refusalOf({ reason, message, problems }: EditRefused): Refusal {
  return new Refusal(codes[reason], { message: `${message}${/[.!?”]$/.test(message) ? '' : '.'}`, problems });
}

/** Answers by which a vendor says that it did nothing. */
function isRefused({ kind, status }: VendorError): boolean {
  if (kind === 'auth' || kind === 'rate-limited') return true;
  return status !== undefined && status >= 400 && status < 500 && status !== 408;
}

function refusalFor({ kind, message, retryAfterMs }: VendorError, name: string, ending: string): Refusal {
  if (kind === 'auth')
    return new Refusal('unavailable', { message: `${name} refuses Callboard’s credentials${ending}.` });
  if (kind !== 'rate-limited') return new Refusal('unavailable', { message: `${message}${ending}.` });
  const wait = retryAfterMs === undefined ? 'in a while' : `in ${Math.max(1, Math.ceil(retryAfterMs / 1000))} s`;
  return new Refusal('too-many', { message: `${name} takes no more requests now${ending}. Try again ${wait}.` });
}
