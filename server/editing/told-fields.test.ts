import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellMoves, tellValue } from '@/lib/editing/tell-value';
import { ada, type OpenedDesk, openDesk } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const call = { sourceId: 'milan', kind: 'event', id: 'call', parentId: null };
const history = async () => (await open.desk.history({}, ada.principal)).changes;
type Values = Parameters<OpenedDesk['desk']['update']>[1]['values'];
async function save(values: Values) {
  const { lock } = await open.desk.read(call, ada);
  return open.settled(open.desk.update(call, { values, lock, requestId: open.nextRequest() }, ada));
}
/** As the page of all changes has it. */
function wordsOf({ before, after, fields }: Awaited<ReturnType<typeof history>>[number]) {
  return Object.keys(before ?? {}).map((name) => {
    const field = fields.find((one) => one.name === name);
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    return `${field?.label}: ${tellMoves(field, was, is) ?? `${tellValue(field, was)} → ${tellValue(field, is)}`}`;
  });
}
const crew = (...members: [string, string][]) => members.map(([of, level]) => ({ of, level }));

test('history reads as the form did, with the names of what was chosen', async () => {
  const { change } = await save({ strategy: 'spill', crew: crew(['anna', '1'], ['bob', '0']), also: ['x'] });
  const words = [
    'STRATEGY: MAIN → SPILL',
    'CREW: added: BOB of Milan (Main); moved: ANNA of Milan from Main to Spill',
    'ALSO: nothing → x',
  ];
  expect(wordsOf(change)).toEqual(words);
  expect((await history()).map(wordsOf)).toEqual([words]);
  const undone = await open.settled(open.desk.undo(change.id, ada));
  expect(wordsOf(undone.change)[0]).toBe('STRATEGY: SPILL → MAIN');
});

test('what nobody chose does not travel with it', async () => {
  const { change } = await save({ crew: crew(['anna', '1']) });
  expect(change.fields).toEqual([
    {
      ...{ name: 'crew', kind: 'members', label: 'CREW', unit: null },
      picks: [{ value: 'anna', label: 'ANNA of Milan' }],
      levels: ['Main', 'Spill'].map((label, level) => ({ value: String(level), label })),
    },
  ]);
});

test('names stay those of that moment, and what cannot be chosen any more keeps its own', async () => {
  await save({ strategy: 'spill' });
  const read = open.centre.fieldsOf.event!;
  open.centre.fieldsOf.event = read.map((field) => ({ ...field, label: `New ${field.label}`, picks: [] }));
  expect((await history()).map(wordsOf)).toEqual([['STRATEGY: MAIN → SPILL']]);
  open.centre.fieldsOf.event = read;
  open.centre.take = async (kind, edit) => {
    open.centre.fieldsOf.event = read.map((field) => ({ ...field, picks: field.picks.slice(0, 1) }));
    return open.centre.obey(kind, edit);
  };
  expect(wordsOf((await save({ strategy: 'main' })).change)).toEqual(['STRATEGY: SPILL → MAIN']);
});

test('what the vendor kept otherwise reads alike', async () => {
  open.centre.take = async (kind, edit) => open.centre.obey(kind, { ...edit, values: {} });
  const { change, differences } = await save({ strategy: 'spill' });
  expect([change.outcome, wordsOf(change)]).toEqual(['saved-otherwise', ['STRATEGY: MAIN → MAIN']]);
  const [difference] = differences;
  const field = change.fields.find(({ name }) => name === difference?.field);
  expect([tellValue(field, difference?.wanted), tellValue(field, difference?.got)]).toEqual(['SPILL', 'MAIN']);
});

test('a change of before labels were kept is told by the names of its fields', async () => {
  const { change } = await save({ strategy: 'spill' });
  const row = open.repository.rows.get(change.id)!;
  const { fields: _, ...answer } = JSON.parse(row.answer);
  open.repository.rows.set(change.id, { ...row, answer: JSON.stringify(answer) });
  expect(await history()).toMatchObject([{ fields: [], before: { strategy: 'main' }, canUndo: true }]);
});
