import type { EpochMs } from '@/lib/floor/records';
import type { Clock } from '@/server/ports';
import type { Audit, AuditEntry } from './audit';

/** Strangers may be many, and each may be the first of its minute: of all together so much is written, no more. */
export const linesOfStrangers = { atOnce: 30, everyMs: 10_000 };

const onceInMs = 60_000;
const mostKept = 10_000;

/**
 * Notes what may come in floods: of one key the first in a minute, and with it how many came after the last one. `mayWrite`
 * is asked before each line and may put it off.
 */
export function createRareNotes(audit: Audit, clock: Clock, mayWrite: () => boolean = () => true) {
  const lately = new Map<string, { readonly at: EpochMs; unwritten: number }>();
  return (key: string, entry: AuditEntry): void => {
    const now = clock.now();
    const last = lately.get(key);
    if ((last && now - last.at < onceInMs) || !mayWrite()) {
      if (last) last.unwritten += 1;
      return;
    }
    // The oldest goes first: whoever floods this loses counts, never lines.
    lately.delete(key);
    const [oldest] = lately.keys();
    if (lately.size >= mostKept && oldest !== undefined) lately.delete(oldest);
    lately.set(key, { at: now, unwritten: 0 });
    audit.note({ ...entry, ...(last && last.unwritten > 0 ? { after: { alsoRefused: last.unwritten } } : {}) });
  };
}
