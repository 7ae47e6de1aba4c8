import type { Clock } from '@/server/ports';

/** Tells how far a long job is: nothing in its first second, then once a second. */
export function createProgress(clock: Clock, say: (words: string) => void): (rows: number, table: string) => void {
  let toldAt = clock.now();
  return (rows, table) => {
    if (clock.now() - toldAt < 1000) return;
    toldAt = clock.now();
    say(`${rows.toLocaleString('en')} rows, now in ${table}`);
  };
}
