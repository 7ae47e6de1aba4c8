import { randomBytes } from 'node:crypto';
import type { EpochMs } from '@/lib/floor/records';

const timeDigits = 12;
const countDigits = 4;
const mostInOneMs = 16 ** countDigits - 1;

/** Ids that sort as they were given, as text in any collation: time, a count within the millisecond, chance. */
export function createTimeIds(now: () => EpochMs, chance: () => string = () => randomBytes(8).toString('hex')) {
  let last = 0;
  let count = 0;
  /** A clock that was put back stands still until it has caught up. */
  return (): { readonly id: string; readonly at: EpochMs } => {
    const time = Math.max(last, now());
    count = time === last ? count + 1 : 0;
    last = count > mostInOneMs ? time + 1 : time;
    if (last !== time) count = 0;
    return { id: `${hex(last, timeDigits)}${hex(count, countDigits)}${chance()}`, at: last };
  };
}

/** Sorts before every id of this instant and after all earlier ones. */
export function firstIdAt(at: EpochMs): string {
  return hex(Math.max(0, Math.min(at, 16 ** timeDigits - 1)), timeDigits);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
