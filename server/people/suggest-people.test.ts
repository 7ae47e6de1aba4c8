import { expect, test } from 'vitest';
import { recordId } from '@/lib/floor/ids';
import { makeRecord } from '@/lib/floor/make-record';
import { type KnownPeople, suggestPeople } from './suggest-people';

const agent = (sourceId: string, nativeId: string, name: string, extension: string | null = null) =>
  makeRecord('agents', { id: recordId(sourceId, nativeId), sourceId, name, extension });
const nobodyKnown: KnownPeople = { personOf: () => null, isRejected: () => false };
const found = (agents: ReturnType<typeof agent>[], known: Partial<KnownPeople> = {}) =>
  suggestPeople(agents, { ...nobodyKnown, ...known }).map(({ agentIds, reasons }) => [agentIds.join(' '), ...reasons]);

test('the same name, whatever its case, accents, order and commas, on several sources', () => {
  const agents = [
    agent('milan', '1', 'Anna Müller-Rossi'),
    agent('lucca', '7', 'ROSSI, Anna Muller'),
    agent('oslo', 'x', 'anna.rossi.müller'),
    agent('oslo', 'y', 'Anna Müller'),
  ];
  expect(found(agents)).toEqual([['milan/1 lucca/7 oslo/x', 'Same name']]);
});

test('an extension makes it surer; alone it says nothing, with part of a name a little', () => {
  const agents = [
    agent('milan', '1', 'Anna Rossi', '204'),
    agent('lucca', '1', 'Anna Rossi', '204'),
    agent('oslo', '1', 'Bo Dahl', '204'),
    agent('milan', '2', 'Carla Bianchi', '311'),
    agent('lucca', '2', 'C. Bianchi', '311'),
    agent('milan', '3', 'Dario Neri'),
    agent('lucca', '3', 'Dario Neri'),
  ];
  expect(found(agents)).toEqual([
    ['milan/1 lucca/1', 'Same name', 'Same extension 204'],
    ['milan/3 lucca/3', 'Same name'],
    ['milan/2 lucca/2', 'Same extension 311', 'Part of the name in common'],
  ]);
});

test('the same e-mail address, where a vendor names or numbers agents by it, is surest', () => {
  const agents = [agent('milan', 'Anna@Example.org', 'A. R.'), agent('lucca', '9', 'anna@example.org')];
  expect(found(agents)).toEqual([['milan/Anna%40Example.org lucca/9', 'Same e-mail anna@example.org']]);
});

test('two of one name at one source are two: nobody is suggested for both', () => {
  const agents = [
    agent('milan', '1', 'Anna Rossi'),
    agent('milan', '2', 'Anna Rossi'),
    agent('lucca', '1', 'Anna Rossi'),
  ];
  expect(found(agents)).toEqual([['milan/1 lucca/1', 'Same name']]);
});

test('who was said not to be is not suggested again, with others still', () => {
  const agents = [
    agent('milan', '1', 'Anna Rossi'),
    agent('lucca', '1', 'Anna Rossi'),
    agent('oslo', '1', 'Anna Rossi'),
  ];
  const isRejected = (a: string, b: string) => [a, b].sort().join() === 'lucca/1,milan/1';
  expect(found(agents, { isRejected })).toEqual([['milan/1 oslo/1', 'Same name']]);
});

test('who is linked already is left alone; a third agent is suggested for the person', () => {
  const two = [agent('milan', '1', 'Anna Rossi'), agent('lucca', '1', 'Anna Rossi')];
  const personOf = (id: string) => (['milan/1', 'lucca/1'].includes(id) ? 'p1' : null);
  expect(found(two, { personOf })).toEqual([]);
  const [suggestion] = suggestPeople([...two, agent('oslo', '1', 'Rossi Anna')], { ...nobodyKnown, personOf });
  expect(suggestion).toMatchObject({ personId: 'p1', agentIds: ['milan/1', 'lucca/1', 'oslo/1'] });
  const apart = (id: string) => `person of ${id}`;
  expect(found(two, { personOf: apart })).toEqual([]);
});

test('names in other scripts, with quotes, of digits or of nothing', () => {
  const agents = [
    agent('milan', '1', 'فاطمة الزهراء'),
    agent('lucca', '1', 'الزهراء فاطمة'),
    agent('milan', '2', 'Seán O\'Neill "Shay"'),
    agent('lucca', '2', "O'Neill, Sean Shay"),
    agent('milan', '3', '101'),
    agent('lucca', '3', '101'),
    agent('milan', '4', '---'),
    agent('lucca', '4', '---'),
  ];
  expect(found(agents).map(([ids]) => ids)).toEqual(['milan/1 lucca/1', 'milan/2 lucca/2']);
});

test('nobody, one source and a name a thousand times', () => {
  expect(found([])).toEqual([]);
  expect(found([agent('milan', '1', 'Anna Rossi'), agent('milan', '2', 'Anna Rossi')])).toEqual([]);
  const many = Array.from({ length: 1000 }, (_, n) => agent(n % 2 ? 'milan' : 'lucca', String(n), 'Same Name'));
  expect(found(many)).toHaveLength(500);
});
