import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, type Delta, diffTables } from '@/lib/floor/delta';
import { emptyFloor, type FloorRecords, recordsOf, tableOf } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import { FloorStore, type Topic } from './floor-store';

const anna = makeRecord('agents', { id: 'milan/1', name: 'Anna' });
const bea = makeRecord('agents', { id: 'milan/2', name: 'Bea' });
const support = makeRecord('queues', { id: 'milan/300', name: 'Support' });
const member = (agentId: string, queueId: string) =>
  makeRecord('memberships', { id: `${agentId}~${queueId}`, agentId, queueId });

const pulse = { at: 9, feeds: {} };
const snapshot = (records: Partial<FloorRecords>, seq = 0, epoch = 'e1') => ({
  epoch,
  seq,
  at: 1,
  pulse,
  floor: structuredClone({ ...recordsOf(emptyFloor()), ...records }),
});
const delta = (after: number, seq: number, change: Delta, epoch = 'e1') => ({
  epoch,
  after,
  seq,
  at: 2,
  delta: change,
});

function storeWith(records: Partial<FloorRecords>): FloorStore {
  const store = new FloorStore();
  store.applySnapshot(snapshot(records));
  return store;
}

function heardBy(store: FloorStore, ...topics: Topic[]): Topic[] {
  const heard: Topic[] = [];
  for (const topic of topics) store.subscribe(topic, () => heard.push(topic));
  return heard;
}

const rename: Delta = { patch: { agents: { [anna.id]: { name: 'Annika' } } } };

const keys = ['k0', 'k1', 'k2'];
const arbitraryMembership = fc
  .record({
    id: fc.constantFrom('m0', 'm1', 'm2', 'm3', 'm4'),
    agentId: fc.constantFrom(...keys),
    queueId: fc.constantFrom(...keys),
  })
  .map((fields) => makeRecord('memberships', fields));
const byId = (records: readonly { id: string }[]) => [...records].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('the cursor', () => {
  it('[C1] a delta before the first snapshot is out of step', () => {
    const store = new FloorStore();
    expect(store.applyDelta(delta(0, 1, { put: { agents: [anna] } }))).toBe('out-of-step');
    expect(store.list('agents')).toEqual([]);
  });

  it('[C1] a delta that follows is applied and moves the cursor, over silent commits too', () => {
    const store = storeWith({ agents: [anna] });
    expect(store.applyDelta(delta(0, 4, rename))).toBe('applied');
    expect(store.cursor).toEqual({ epoch: 'e1', seq: 4 });
    expect(store.get('agents', anna.id)?.name).toBe('Annika');
  });

  it.each([
    ['came already', delta(0, 0, rename)],
    ['misses a step', delta(1, 2, rename)],
    ['belongs to another epoch', delta(0, 1, rename, 'e2')],
  ])('[C1] a delta that %s changes nothing, and nothing follows until a snapshot', (what, message) => {
    const store = storeWith({ agents: [anna] });
    if (what === 'came already') store.applyDelta(delta(0, 1, { drop: { agents: ['milan/9'] } }));
    const heard = heardBy(store, 'all');
    expect(store.applyDelta(message)).toBe('out-of-step');
    expect(store.applyDelta(delta(0, 1, rename))).toBe('out-of-step');
    expect(store.list('agents')).toEqual([anna]);
    expect(store.cursor).toBeNull();
    expect(heard).toEqual([]);
  });

  it('[D4] a delta that does not fit is out of step', () => {
    const store = storeWith({});
    expect(store.applyDelta(delta(0, 1, rename))).toBe('out-of-step');
  });

  it('[C1] a snapshot replaces everything and merges nothing', () => {
    const store = storeWith({ agents: [anna, bea], queues: [support] });
    store.applySnapshot(snapshot({ agents: [bea] }, 7, 'e2'));
    expect(store.list('agents')).toEqual([bea]);
    expect(store.list('queues')).toEqual([]);
    expect(store.cursor).toEqual({ epoch: 'e2', seq: 7 });
  });
});

describe('what stays the same', () => {
  it('[D3] the list of a kind is the same array until the kind changes', () => {
    const store = storeWith({ agents: [anna], queues: [support] });
    const [agents, queues] = [store.list('agents'), store.list('queues')];
    store.applyDelta(delta(0, 1, rename));
    expect(store.list('queues')).toBe(queues);
    expect(store.list('agents')).not.toBe(agents);
    expect(agents[0]?.name).toBe('Anna');
  });

  it('[D3] a snapshot with the same values keeps every reference and says nothing of them', () => {
    const store = storeWith({ agents: [anna, bea], queues: [support] });
    const [agents, first] = [store.list('agents'), store.get('agents', bea.id)];
    const heard = heardBy(store, 'queues', 'agents');
    store.applySnapshot(snapshot({ agents: [{ ...anna, name: 'Annika' }, bea], queues: [support] }, 3));
    expect(heard).toEqual(['agents']);
    expect(store.list('agents')).not.toBe(agents);
    expect(store.get('agents', bea.id)).toBe(first);
  });

  it('[D3] a snapshot that only lacks records says so', () => {
    const store = storeWith({ agents: [anna, bea] });
    const heard = heardBy(store, 'agents');
    store.applySnapshot(snapshot({ agents: [anna] }));
    expect(heard).toEqual(['agents']);
    expect(store.list('agents')).toEqual([anna]);
  });

  it('[D3] what a feed handed in is never written to', () => {
    const message = snapshot({ agents: [anna] });
    const store = new FloorStore();
    store.applySnapshot(message);
    store.applyDelta(delta(0, 1, rename));
    expect(message.floor.agents).toEqual([anna]);
  });
});

describe('listening', () => {
  it('[D2] only listeners of what changed are told, once per message', () => {
    const store = storeWith({ agents: [anna], queues: [support] });
    const heard = heardBy(store, 'agents', 'queues', 'pulse', 'all');
    store.applyDelta(delta(0, 1, { ...rename, drop: { agents: [bea.id] } }));
    expect(heard).toEqual(['agents', 'all']);
  });

  it('[D2] a pulse touches no record', () => {
    const store = storeWith({ agents: [anna] });
    const heard = heardBy(store, 'agents', 'pulse', 'all');
    store.applyPulse({ at: 10, feeds: { milan: { live: { asOf: 9, everyMs: 2000 } } } });
    expect(heard).toEqual(['pulse', 'all']);
    expect(store.pulse?.feeds.milan?.live?.asOf).toBe(9);
    expect(store.version('agents')).toBe(1);
  });

  it('[C2] the pulse comes with the snapshot', () => {
    expect(storeWith({}).pulse).toEqual(pulse);
  });

  it('[D2] who has left is not told, not even by a message that made others leave', () => {
    const store = storeWith({ agents: [anna] });
    const heard: string[] = [];
    const undo = store.subscribe('agents', () => {
      heard.push('first');
      undo();
    });
    store.subscribe('agents', () => heard.push('second'));
    store.applyDelta(delta(0, 1, rename));
    store.applyDelta(delta(1, 2, { patch: { agents: { [anna.id]: { name: 'Anna' } } } }));
    expect(heard).toEqual(['first', 'second', 'second']);
  });
});

describe('memberships', () => {
  it('[D3] are found by agent and by queue, and an array stays the same until one of its own rows changes', () => {
    const store = storeWith({ memberships: [member('a1', 'q1'), member('a1', 'q2'), member('a2', 'q1')] });
    const [ofA1, ofA2, ofQ2] = [
      store.membershipsOfAgent('a1'),
      store.membershipsOfAgent('a2'),
      store.membershipsOfQueue('q2'),
    ];
    expect(ofA1.map(({ queueId }) => queueId)).toEqual(['q1', 'q2']);
    expect(store.membershipsOfQueue('q1').map(({ agentId }) => agentId)).toEqual(['a1', 'a2']);
    store.applyDelta(delta(0, 1, { drop: { memberships: ['a1~q1'] } }));
    expect(store.membershipsOfAgent('a1').map(({ queueId }) => queueId)).toEqual(['q2']);
    expect(store.membershipsOfQueue('q1').map(({ agentId }) => agentId)).toEqual(['a2']);
    expect(store.membershipsOfAgent('a2')).toBe(ofA2);
    expect(store.membershipsOfQueue('q2')).toBe(ofQ2);
  });

  it('[C1] are the snapshot’s and no others after a snapshot', () => {
    const store = storeWith({ memberships: [member('a1', 'q1')] });
    expect(store.membershipsOfAgent('a1')).toHaveLength(1);
    store.applySnapshot(snapshot({ memberships: [member('a2', 'q1')] }));
    expect(store.membershipsOfAgent('a1')).toEqual([]);
    expect(store.membershipsOfQueue('q1').map(({ agentId }) => agentId)).toEqual(['a2']);
  });

  it('[D3] kept up over any deltas are those that a fresh look finds', () => {
    const rows = fc.uniqueArray(arbitraryMembership, { selector: (record) => record.id, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 6 }), (floors) => {
        const store = storeWith({ memberships: [] });
        store.membershipsOfAgent('a0');
        let held = tableOf<'memberships'>([]);
        floors.forEach((records, i) => {
          const next = tableOf<'memberships'>(records);
          store.applyDelta(delta(i, i + 1, diffTables('memberships', held, next) ?? {}));
          held = next;
        });
        for (const key of keys) {
          const of = (field: 'agentId' | 'queueId') => [...held.values()].filter((record) => record[field] === key);
          expect(byId(store.membershipsOfAgent(key))).toEqual(byId(of('agentId')));
          expect(byId(store.membershipsOfQueue(key))).toEqual(byId(of('queueId')));
        }
      }),
    );
  });

  it('[D3] of an agent without any are the same empty array', () => {
    const store = storeWith({});
    expect(store.membershipsOfAgent('x')).toEqual([]);
    expect(store.membershipsOfAgent('x')).toBe(store.membershipsOfQueue('y'));
  });
});

it('[D1] a store and a server that apply the same deltas hold the same records', () => {
  const store = storeWith({ agents: [anna] });
  const floor = { ...emptyFloor(), agents: new Map([[anna.id, anna]]) };
  const change: Delta = { put: { agents: [bea] }, patch: { agents: { [anna.id]: { team: 'Night' } } } };
  applyDelta(floor, change);
  store.applyDelta(delta(0, 1, change));
  expect(store.list('agents')).toEqual([...floor.agents.values()]);
});
