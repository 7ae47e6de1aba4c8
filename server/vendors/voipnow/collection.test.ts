import { describe, expect, it } from 'vitest';
import { type Page, pageOf, readPages } from './collection';
import { phoneCalls, queueAgents } from './payloads';

const agent = { agentNumber: '0003*210', status: '1' };
const other = { agentNumber: '0003*211', status: '2' };
const numbersIn = (body: unknown) => queueAgents.parse(body).entry.map(({ agentNumber }) => agentNumber);

describe('a list', () => {
  it.each([
    ['rows', [agent, other]],
    ['rows in an entry, in a list', [{ entry: [agent, other] }]],
    ['rows in two entries', [{ entry: [agent] }, { entry: [other] }]],
    ['rows in an entry', { totalResults: 2, itemsPerPage: 20, startIndex: 0, entry: [agent, other] }],
    ['an entry by id', { entry: { a: agent, b: other } }],
    ['an entry by number', { entry: { '0003*210': { status: '1' }, '0003*211': { status: '2' } } }],
    ['an entry by place', { entry: { 0: agent, 1: other } }],
    ['other spelling', { TotalResults: '2', Entry: [agent, other] }],
  ])('may be %s', (_name, body) => {
    expect(numbersIn(body)).toEqual(['0003*210', '0003*211']);
  });

  it.each([
    ['no rows', []],
    ['an empty entry', { entry: [] }],
    ['an entry of nothing by id', [{ entry: {} }]],
    ['no entry at all', { totalResults: 0 }],
    ['null', { entry: null, totalResults: 0 }],
    ['an empty object', {}],
  ])('may be empty as %s', (_name, body) => {
    expect(numbersIn(body)).toEqual([]);
  });

  it('may be one row, alone or as an entry', () => {
    expect(numbersIn(agent)).toEqual(['0003*210']);
    expect(numbersIn({ entry: agent })).toEqual(['0003*210']);
    expect(phoneCalls.parse({ entry: { b81: { phoneCallView: [] } } }).entry).toMatchObject([{ id: 'b81' }]);
  });

  it.each([
    ['a number', 42],
    ['null', null],
    ['text', 'agents'],
    ['an error', { error: { code: 'x' } }],
    ['text as entry', { entry: 'none' }],
    ['a row of text', [agent, 'x']],
    ['a row without a number', [{ status: '1' }]],
  ])('is refused as %s', (_name, body) => {
    expect(queueAgents.safeParse(body).success).toBe(false);
  });

  it('names the path inside the entry', () => {
    const issue = pageOf(phoneCalls, 'id').safeParse([{ entry: [] }, 7]).error?.issues[0];
    expect(issue?.path.slice(0, 2)).toEqual(['entry', 0]);
  });
});

const list = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));
type Row = { id: string };

/** Reads from a server with these pages; what was asked for comes along. */
async function read(page: (startIndex: number) => Page<Row>, count = 1000) {
  const asked: number[] = [];
  const rows = await readPages<Row>({
    ask: async (startIndex) => {
      asked.push(startIndex);
      return page(startIndex);
    },
    keyOf: ({ id }) => id,
    count,
    what: 'rows',
  }).catch((error: unknown) => error as Error);
  return { asked, rows: rows instanceof Error ? rows.message : rows.map(({ id }) => id) };
}
const paged =
  (all: readonly Row[], size: number, totalResults: number | null) =>
  (startIndex: number): Page<Row> => ({ totalResults, entry: all.slice(startIndex, startIndex + size) });
const ids = (count: number) => list(count).map(({ id }) => id);

describe('pages', () => {
  it('are one where the list is shorter', async () => {
    expect(await read(paged(list(3), 1000, 3))).toEqual({ asked: [0], rows: ids(3) });
    expect(await read(paged(list(3), 1000, null))).toEqual({ asked: [0], rows: ids(3) });
    expect(await read(paged([], 1000, 0))).toEqual({ asked: [0], rows: [] });
  });

  it('are read to the total, or past the last full one', async () => {
    expect(await read(paged(list(45), 10, 45), 10)).toEqual({ asked: [0, 10, 20, 30, 40], rows: ids(45) });
    expect(await read(paged(list(20), 10, null), 10)).toEqual({ asked: [0, 10, 20], rows: ids(20) });
    expect(await read(paged(list(20), 10, 20), 10)).toEqual({ asked: [0, 10], rows: ids(20) });
  });

  it('of twenty come from a server that does not heed the count', async () => {
    expect(await read(paged(list(45), 20, null))).toEqual({ asked: [0, 20, 40], rows: ids(45) });
    expect(await read(paged(list(45), 20, 45))).toEqual({ asked: [0, 20, 40], rows: ids(45) });
  });

  it('end where nothing new comes, whatever total is told', async () => {
    expect(await read(() => ({ totalResults: null, entry: list(20) }))).toEqual({ asked: [0, 20], rows: ids(20) });
    expect(await read(paged(list(3), 1000, 500))).toEqual({ asked: [0, 3], rows: ids(3) });
    expect(await read(paged([...list(3), ...list(1)], 1000, 4))).toEqual({ asked: [0], rows: ids(3) });
  });

  it('are read again when the list moved in between', async () => {
    const all = list(25);
    let turn = 0;
    const moving = (startIndex: number): Page<Row> => {
      turn += 1;
      // Before the second page somebody at the front has gone to the end.
      return paged(turn === 2 ? [...all.slice(1), { id: 'r0' }] : all, 10, 25)(startIndex);
    };
    expect(await read(moving, 10)).toEqual({ asked: [0, 10, 20, 0, 10, 20], rows: ids(25) });
  });

  it('that never hold still are no answer', async () => {
    const shrinking = (startIndex: number) => paged(list(startIndex === 0 ? 25 : 15), 10, 25)(startIndex);
    expect((await read(shrinking, 10)).rows).toBe(
      'The list of rows changes faster than it can be read: raise "pageSize"',
    );
  });

  it('without end are given up', async () => {
    const endless = (startIndex: number) => ({
      totalResults: null,
      entry: list(1000).map((_, at) => ({ id: `r${startIndex + at}` })),
    });
    expect((await read(endless)).rows).toBe('The list of rows does not end');
  });
});
