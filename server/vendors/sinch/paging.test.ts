import { describe, expect, it } from 'vitest';
import { readPages } from './paging';

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `id-${String(at).padStart(5, '0')}` }));

/** A list that changes as told before the n-th request (from 0), served in pages of at most `cap` rows. */
function serving(rows: { id: string; note?: string }[], cap: number, changes: Record<number, () => void> = {}) {
  const asked: number[] = [];
  const ask = async (offset: number) => {
    changes[asked.length]?.();
    asked.push(offset);
    return rows.slice(offset, offset + cap);
  };
  return { ask, asked };
}

describe('readPages', () => {
  it.each([0, 1, 2, 99, 100, 101, 250, 1000])('reads a list of %i whole and in order', async (count) => {
    const rows = rowsOf(count);
    expect(await readPages(serving(rows, 100).ask, 100, 'agents')).toEqual(rows);
    expect(await readPages(serving(rows, 1).ask, 1, 'agents')).toEqual(rows);
  });

  it('is not fooled by a server that gives fewer rows at once than asked for', async () => {
    const rows = rowsOf(230);
    expect(await readPages(serving(rows, 50).ask, 1000, 'agents')).toEqual(rows);
  });

  it('asks once more behind a short page, and no more behind an empty one', async () => {
    const short = serving(rowsOf(7), 100);
    await readPages(short.ask, 100, 'agents');
    expect(short.asked).toEqual([0, 7]);
    const none = serving([], 100);
    await readPages(none.ask, 100, 'agents');
    expect(none.asked).toEqual([0]);
  });

  it('ends when a server disregards the offset', async () => {
    const rows = rowsOf(50);
    expect(await readPages(async () => rows, 1000, 'agents')).toEqual(rows);
  });

  it('loses no row when earlier ones leave between two pages', async () => {
    const rows = rowsOf(250);
    const { ask } = serving(rows, 100, { 1: () => rows.splice(0, 60) });
    const stayed = rowsOf(250).slice(60);
    expect(await readPages(ask, 100, 'contacts')).toEqual(stayed);
  });

  it('keeps one copy of a row that is pushed onto the next page, the later one', async () => {
    const rows: { id: string; note?: string }[] = rowsOf(150);
    const pushed = rows[99];
    const { ask } = serving(rows, 100, {
      1: () => {
        rows.unshift({ id: 'id-new' });
        rows[100] = { id: 'id-00099', note: 'later' };
      },
    });
    const read = await readPages(ask, 100, 'contacts');
    expect(read.filter((row) => row.id === pushed?.id)).toEqual([{ id: 'id-00099', note: 'later' }]);
    expect(new Set(read.map((row) => row.id)).size).toBe(150);
  });

  it('gives up on a list that never holds still, and says what to do', async () => {
    let turn = 0;
    const restless = async () => rowsOf(100).map((row) => ({ id: `${row.id}-${turn++}` }));
    await expect(readPages(restless, 100, 'contacts')).rejects.toMatchObject({
      kind: 'bad-response',
      message: 'The list "contacts" changes faster than it can be read: raise "pageSize"',
    });
  });

  it('fails when one page fails', async () => {
    const { ask } = serving(rowsOf(250), 100, {
      1: () => {
        throw new Error('page two');
      },
    });
    await expect(readPages(ask, 100, 'contacts')).rejects.toThrow('page two');
  });
});
