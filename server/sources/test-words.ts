import type { PolledFeedName } from '@/lib/floor/kinds';
import type { Connection } from '@/server/vendors/probe-address';
import type { Slices } from '@/server/vendors/vendor';

/** Where a name leads. */
export function addressWords(addresses: readonly string[]): string {
  const more = addresses.length > 3 ? ` and ${addresses.length - 3} more` : '';
  return `Leads to ${addresses.slice(0, 3).join(', ')}${more}`;
}

export function connectionWords({ tls, certificateUntil }: Connection): string {
  if (tls === null) return 'Open, without TLS: user and password can be read on the way';
  const until = certificateUntil === null ? '' : ` until ${new Date(certificateUntil).toISOString().slice(0, 10)}`;
  return `Open, with ${tls} and a certificate that is trusted${until}`;
}

/** What each feed brought, counted once it was joined with those before it. */
export const foundWords: Readonly<Record<PolledFeedName, (slices: Slices) => string>> = {
  live: ({ queues, agents, contacts }) =>
    `Found ${count(queues, 'queue')}, ${count(agents, 'agent')}, ${count(contacts, 'contact')}`,
  today: ({ queues = [] }) => {
    const counted = queues.filter(({ offered, answered }) => offered !== null || answered !== null);
    return `Counts of ${counted.length} of ${count(queues, 'queue')}`;
  },
  names: ({ queues, agents }) => `Names read: ${count(queues, 'queue')}, ${count(agents, 'agent')}`,
};

function count(records: readonly unknown[] | undefined, word: string): string {
  if (!records) return `no ${word}s yet`;
  return `${records.length} ${word}${records.length === 1 ? '' : 's'}`;
}

/** `offsetMs` is our clock minus the vendor's. */
export function clockWords(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  if (seconds < 2) return 'Agrees with ours';
  return `${seconds.toLocaleString('en')} s ${offsetMs > 0 ? 'behind' : 'ahead of'} ours; times are corrected`;
}
