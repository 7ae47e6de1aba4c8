import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecords } from './arbitrary-floor';
import { applyDelta, type Delta, diffFloors, diffRecord, diffTables, kindsOf } from './delta';
import { cloneFloor, emptyFloor, floorFromRecords, sameFloor, tableOf } from './floor';
import { makeRecord } from './make-record';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const anna = makeRecord('agents', { id: 'milan/1', name: 'Anna', state: 'busy', stateSince: 5 });
const bea = makeRecord('agents', { id: 'milan/2', name: 'Bea' });

it('[D1] applying the difference of two floors to the one gives the other, through JSON', () => {
  fc.assert(
    fc.property(arbitraryRecords(), arbitraryRecords(), (a, b) => {
      const before = floorFromRecords(a);
      const after = floorFromRecords(throughJson(b));
      const delta = diffFloors(before, after);
      if (delta) expect(applyDelta(before, throughJson(delta))).toBe(true);
      expect(before).toEqual(after);
    }),
  );
});

it('[D1] a delta carries whole new records, changed fields only, and the ids of what is gone', () => {
  const before = tableOf<'agents'>([anna, bea]);
  const after = tableOf<'agents'>([
    { ...anna, state: 'ready', stateSince: null },
    makeRecord('agents', { id: 'milan/3' }),
  ]);
  expect(diffTables('agents', before, after)).toEqual({
    put: { agents: [makeRecord('agents', { id: 'milan/3' })] },
    patch: { agents: { 'milan/1': { state: 'ready', stateSince: null } } },
    drop: { agents: ['milan/2'] },
  });
});

it('[D1] one record leaving as another comes is seen although the table keeps its size', () => {
  const delta = diffTables('agents', tableOf<'agents'>([anna]), tableOf<'agents'>([bea]));
  expect(delta).toEqual({ put: { agents: [bea] }, drop: { agents: [anna.id] } });
});

it('[D1] null in a patch is a value and an absent field is unchanged', () => {
  const floor = { ...emptyFloor(), agents: tableOf<'agents'>([anna]) };
  applyDelta(floor, { patch: { agents: { [anna.id]: { stateSince: null } } } });
  expect(floor.agents.get(anna.id)).toEqual({ ...anna, stateSince: null });
});

it('[D2] equal floors have no difference', () => {
  fc.assert(
    fc.property(arbitraryRecords(), (records) => {
      expect(diffFloors(floorFromRecords(records), floorFromRecords(throughJson(records)))).toBeNull();
    }),
  );
});

it('[D2] empty parts of a delta are absent', () => {
  expect(Object.keys(diffTables('agents', new Map(), tableOf<'agents'>([anna])) ?? {})).toEqual(['put']);
});

it('[D3] records with equal values have no difference, whatever objects they came in', () => {
  expect(diffRecord(anna, { ...anna })).toBeNull();
});

it('[D3] a record that a delta does not speak of keeps its reference', () => {
  const floor = { ...emptyFloor(), agents: tableOf<'agents'>([anna, bea]) };
  applyDelta(floor, { patch: { agents: { [anna.id]: { state: 'ready' } } } });
  expect(floor.agents.get(bea.id)).toBe(bea);
});

it('[D3] a patch makes a new record and leaves the old one as it was', () => {
  const floor = { ...emptyFloor(), agents: tableOf<'agents'>([anna]) };
  applyDelta(floor, { patch: { agents: { [anna.id]: { state: 'ready' } } } });
  expect(anna.state).toBe('busy');
  expect(floor.agents.get(anna.id)?.state).toBe('ready');
});

it('[D4] a delta that patches a record that is not there changes nothing at all', () => {
  const floor = floorFromRecords({ ...recordsOfNothing, agents: [anna] });
  const held = cloneFloor(floor);
  const delta: Delta = {
    put: { queues: [makeRecord('queues')] },
    patch: { agents: { [anna.id]: { state: 'ready' }, 'milan/ghost': { state: 'ready' } } },
    drop: { agents: [anna.id] },
  };
  expect(applyDelta(floor, delta)).toBe(false);
  expect(sameFloor(floor, held)).toBe(true);
});

it('[D4] dropping what is not there is no harm: it is gone either way', () => {
  const floor = emptyFloor();
  expect(applyDelta(floor, { drop: { agents: ['milan/ghost'] } })).toBe(true);
  expect(floor).toEqual(emptyFloor());
});

it('[P1] a kind that is not spoken of is left alone', () => {
  const before = floorFromRecords({ ...recordsOfNothing, agents: [anna], queues: [makeRecord('queues')] });
  expect(diffFloors(before, { agents: new Map() })).toEqual({ drop: { agents: [anna.id] } });
});

it('[D1] a delta tells which kinds it speaks of', () => {
  expect(kindsOf({ drop: { contacts: ['x'] }, put: { agents: [anna] } })).toEqual(['agents', 'contacts']);
});

const recordsOfNothing = {
  sources: [],
  queues: [],
  agents: [],
  memberships: [],
  contacts: [],
  groups: [],
  groupQueues: [],
  intents: [],
};

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => makeRecord('agents', { id: `milan/${name}`, name }));
const agents = (...records: (typeof a)[]) =>
  tableOf<'agents'>(records.flatMap((record) => (record ? [{ ...record }] : [])));

it.each([
  ['one gone at the start', [a, b, c, d], [b, c, d], { drop: { agents: ['milan/a'] } }],
  ['one gone in the middle', [a, b, c, d], [a, c, d], { drop: { agents: ['milan/b'] } }],
  ['all but the last gone', [a, b, c, d], [d], { drop: { agents: ['milan/a', 'milan/b', 'milan/c'] } }],
  ['one come in the middle', [a, c, d], [a, b, c, d], { put: { agents: [b] } }],
  ['one come as another goes', [a, b, d], [a, c, d], { put: { agents: [c] }, drop: { agents: ['milan/b'] } }],
  ['nothing but another order', [a, b, c, d], [d, b, a, c], null],
])('[D1] %s: told the same in whatever order rows come', (_what, before, after, delta) => {
  expect(diffTables('agents', agents(...before), agents(...after))).toEqual(delta);
});

it('[D1] kinds are told apart although ids may be the same', () => {
  const queue = makeRecord('queues', { id: anna.id });
  const before = floorFromRecords({ ...recordsOfNothing, agents: [anna], queues: [queue] });
  const after = floorFromRecords({ ...recordsOfNothing, agents: [anna], queues: [{ ...queue, waiting: 1 }] });
  expect(diffFloors(before, after)).toEqual({ patch: { queues: { [anna.id]: { waiting: 1 } } } });
});

it('[D1] two deltas in a row do what the delta over both does', () => {
  fc.assert(
    fc.property(arbitraryRecords(4), arbitraryRecords(4), arbitraryRecords(4), (one, two, three) => {
      const [first, second, third] = [floorFromRecords(one), floorFromRecords(two), floorFromRecords(three)];
      const stepwise = cloneFloor(first);
      applyDelta(stepwise, diffFloors(first, second) ?? {});
      applyDelta(stepwise, diffFloors(second, third) ?? {});
      expect(sameFloor(stepwise, third)).toBe(true);
    }),
  );
});

it('[D3] neither floor is changed by being compared', () => {
  fc.assert(
    fc.property(arbitraryRecords(4), arbitraryRecords(4), (one, two) => {
      const [before, after] = [floorFromRecords(one), floorFromRecords(two)];
      diffFloors(before, after);
      expect(before).toEqual(floorFromRecords(throughJson(one)));
      expect(after).toEqual(floorFromRecords(throughJson(two)));
    }),
    { numRuns: 30 },
  );
});
