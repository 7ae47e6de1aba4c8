import { placeOf, toVendorError } from '@/server/polling/poll-failure';
import type { Log } from '@/server/ports';
import { isCommandRefused } from '@/server/vendors/command';
import { isVendorError, type VendorError } from '@/server/vendors/vendor-error';

/** What came of asking the vendor: it is not known what it did, or that it did nothing. */
export interface Failure {
  readonly kind: 'refused' | 'not-known';
  readonly words: string;
}

/**
 * What a command's `send` threw, in words (rule I3). Where it is made of several steps, some may have been done before a
 * refusal, so that only the floor can tell.
 */
export function describeFailure(thrown: unknown, name: string, isSingle: boolean, log: Log): Failure {
  if (isCommandRefused(thrown)) return { kind: 'refused', words: thrown.message };
  if (!isVendorError(thrown)) {
    log.error(placeOf(thrown), 'A command could not be sent');
    return notKnown(`Callboard failed while it asked ${name}`);
  }
  const words = refusalIn(toVendorError(thrown), name);
  if (words === null) return notKnown(thrown.message);
  return isSingle ? { kind: 'refused', words: `${words}: nothing was done` } : notKnown(words);
}

const notKnown = (why: string): Failure => ({
  kind: 'not-known',
  words: `${why}: it is not known whether it was done`,
});

/** Answers by which a vendor says that it did nothing; null for all others. */
function refusalIn({ kind, status, message }: VendorError, name: string): string | null {
  if (kind === 'auth') return `${name} refuses Callboard’s credentials`;
  if (kind === 'rate-limited') return `${name} takes no more requests now`;
  return status !== undefined && status >= 400 && status < 500 && status !== 408 ? message : null;
}
