import { describe, expect, test } from 'vitest';
import { commandNames } from '@/lib/commands/actions';
import type { CommandVendor } from '@/lib/commands/possible';
import { makeRecord } from '@/lib/floor/make-record';
import type { MembershipRecord } from '@/lib/floor/records';
import { createPersonRows, queueColumns, spanOf } from './matrix';
import { isTakenOut, placeIn, placeWords, usualTerms } from './place';
import { type CellPlace, planCells } from './plan-cells';
import { isBack, wayBack } from './way-back';

const agent = (id: string, name: string, personId: string | null = null) =>
  makeRecord('agents', { id, name, personId, sourceId: id.split('/')[0] ?? '', readiness: 'ready' });
const queue = (id: string, name: string) => makeRecord('queues', { id, name, sourceId: id.split('/')[0] ?? '' });

describe('rows and columns', () => {
  test('a person is one row with an agent of each system, two of one system are two rows', () => {
    const rows = createPersonRows()([
      agent('milan/2', 'Bo', 'p1'),
      agent('milan/1', 'Äda'),
      agent('lucca/2', 'Bo', 'p1'),
      agent('milan/3', 'Bo again', 'p1'),
    ]);
    expect(rows.map(({ id, name, agents }) => [id, name, [...agents.keys()]])).toEqual([
      ['milan/1', 'Äda', ['milan']],
      ['p1', 'Bo', ['milan', 'lucca']],
      ['p1#2', 'Bo again', ['milan']],
    ]);
  });

  test('queues stand by system and name', () => {
    const queues = [queue('lucca/1', 'A'), queue('milan/2', 'z'), queue('milan/1', 'B')];
    expect(queueColumns(queues, ['milan', 'lucca']).map(({ id }) => id)).toEqual(['milan/1', 'milan/2', 'lucca/1']);
  });

  test('a block is what lies between two corners, and gone with one of them', () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id }));
    const block = { from: { row: 'c', column: 'a' }, to: { row: 'a', column: 'b' } };
    expect(spanOf(block, rows, rows)).toEqual({ top: 0, bottom: 2, left: 0, right: 1 });
    expect(spanOf(block, rows.slice(1), rows)).toBeNull();
  });
});

const member = (changes: Partial<MembershipRecord>) => makeRecord('memberships', { serving: true, ...changes });

describe('where somebody stands', () => {
  const voip = { ...usualTerms, paused: 'Paused' };
  const listed = { ...usualTerms, changes: 'membership' } as const;

  test.each([
    ['none', undefined, usualTerms, 'absent', true],
    ['serving', member({}), usualTerms, 'in', false],
    ['not serving', member({ serving: false }), usualTerms, 'out', true],
    ['not known', member({ serving: null }), usualTerms, 'unknown', false],
    ['paused where there is such a thing', member({ readiness: 'paused' }), voip, 'paused', false],
    ['paused where there is not', member({ readiness: 'paused' }), usualTerms, 'in', false],
    ['belonging is what counts', member({ serving: false }), listed, 'out', false],
    ['belonging, not known whether served', member({ serving: null }), listed, 'out', false],
  ] as const)('%s', (_, membership, terms, place, isOut) => {
    expect(placeIn(membership, terms)).toBe(place);
    expect(isTakenOut(place, terms)).toBe(isOut);
  });

  test('in the vendor’s words, with the level', () => {
    const terms = { ...usualTerms, serving: 'Logged in', levels: ['Main', 'Wrap'] };
    expect(placeWords('in', terms, 1)).toBe('Logged in, wrap');
    expect(placeWords('out', terms, 7)).toBe('Not serving, level 7');
    expect(placeWords('absent', terms)).toBe('Not in it');
  });
});

describe('a plan', () => {
  const vendor = (changes: Partial<CommandVendor['membershipTerms']> = {}): CommandVendor => ({
    ...{ label: 'V', commands: commandNames, asksFirst: [], elsewhere: null },
    membershipTerms: { ...usualTerms, joinsAny: true, ...changes },
  });
  const place = (membership?: MembershipRecord, own = vendor()): CellPlace => ({
    ...{ agent: agent('milan/1', 'Ada'), queue: queue('milan/9', 'Sales'), membership, vendor: own },
    source: makeRecord('sources', { id: 'milan', link: 'up' }),
  });
  const why = (...parts: Parameters<typeof planCells>) => planCells(...parts).cannot[0]?.why ?? null;

  test('asks where there is something to change, and says where not', () => {
    const plan = planCells('join', [place(), place(member({ serving: false })), place(member({}))], { note: 'Hi' });
    expect(plan.asked.map(({ order }) => order)).toEqual([
      { action: 'join', targetId: 'milan/1', fields: { queue: 'milan/9' }, note: 'Hi' },
      { action: 'join', targetId: 'milan/1', fields: { queue: 'milan/9' }, note: 'Hi' },
    ]);
    expect(plan.cannot.map((one) => one.why)).toEqual(['serves it already']);
  });

  test('another level is something to ask for, where there are levels', () => {
    const levels = vendor({ levels: ['Main', 'Wrap'] });
    expect(planCells('join', [place(member({ level: 0 }), levels)], { level: '1' }).asked[0]?.order.fields).toEqual({
      queue: 'milan/9',
      level: '1',
    });
    expect(why('join', [place(member({ level: 1 }), levels)], { level: '1' })).toBe('serves it already');
    expect(why('join', [place(member({ level: 0 }))], { level: '1' })).toBe('serves it already');
  });

  test('nobody joins what the vendor lets only members join; who belongs can be taken out where that is what counts', () => {
    const serversOnly = { ...vendor({ joinsAny: false }), commands: ['join'] as const };
    expect(why('join', [place(undefined, serversOnly)])).toBe('does not belong to it: that is set up at the vendor');
    const listed = vendor({ changes: 'membership' });
    expect(why('join', [place(member({ serving: false }), listed)])).toBe('serves it already');
    expect(why('leave', [place(member({ serving: false }), listed)])).toBeNull();
    expect(why('leave', [place(member({ serving: false }))])).toBe('does not serve it');
    expect(why('leave', [place()])).toBe('is not in it');
  });

  test('pausing in a queue asks for somebody who serves it', () => {
    const voip = vendor({ paused: 'Paused' });
    expect(why('pause-in-queue', [place(member({}), voip)])).toBeNull();
    expect(why('pause-in-queue', [place(member({ readiness: 'paused' }), voip)])).toBe('is paused in it already');
    expect(why('join', [place(member({ readiness: 'paused' }), voip)])).toBeNull();
  });
});

describe('who belongs to a queue, where that is another thing than who serves it', () => {
  const terms = { ...usualTerms, levels: ['Main', 'Wrap'] };
  const vendor: CommandVendor = {
    ...{ label: 'V', commands: commandNames, asksFirst: [], elsewhere: null },
    membershipTerms: terms,
  };
  const place = (membership?: MembershipRecord): CellPlace => ({
    ...{ agent: agent('milan/1', 'Ada'), queue: queue('milan/9', 'Sales'), membership, vendor },
    source: makeRecord('sources', { id: 'milan', link: 'up' }),
  });
  const why = (action: 'assign' | 'unassign' | 'join', membership?: MembershipRecord, level = '') =>
    planCells(action, [place(membership)], { level }).cannot[0]?.why ?? null;

  test('whoever is not in it is added, at a level, before they can join', () => {
    expect(planCells('assign', [place()], { level: '1' }).asked[0]?.order).toMatchObject({
      ...{ action: 'assign', fields: { queue: 'milan/9', level: '1' } },
    });
    expect(why('join')).toBe('does not belong to it: add them to it first');
    expect(why('assign', member({ serving: false, level: 0 }))).toBe('belongs to it already');
    expect(why('assign', member({ level: 0 }), '1')).toBeNull();
    expect(why('assign', member({ level: 1 }), '1')).toBe('belongs to it already');
  });

  test('whoever serves it is not removed', () => {
    expect(why('unassign')).toBe('is not in it');
    expect(why('unassign', member({}))).toBe('serves it now: let them leave it first');
    expect(why('unassign', member({ serving: false }))).toBeNull();
  });

  test.each([
    ['assign', null, undefined, { back: 'unassign', backLevel: null }],
    ['assign', null, member({ level: 1 }), 'belongs to it already'],
    ['assign', '1', member({ level: 1 }), 'belongs to it already'],
    ['assign', '0', member({ level: 1 }), { back: 'assign', backLevel: '1' }],
    ['unassign', null, member({ serving: false, level: 1 }), { back: 'assign', backLevel: '1' }],
    ['unassign', null, undefined, 'is not in it'],
    ['join', null, undefined, { back: 'leave', backLevel: null }],
    ['leave', null, member({ level: 0 }), { back: 'join', backLevel: '0' }],
    ['leave', null, member({ serving: null }), expect.stringContaining('could not be put back')],
  ] as const)('%s at level %s goes back', (does, level, membership, way) => {
    expect(wayBack(does, level, membership, terms)).toEqual(way);
  });

  test.each([
    [{ back: 'unassign', backLevel: null }, undefined, true],
    [{ back: 'unassign', backLevel: null }, member({ serving: false }), false],
    [{ back: 'assign', backLevel: '1' }, member({ serving: false, level: 1 }), true],
    [{ back: 'assign', backLevel: '1' }, member({ serving: false, level: 0 }), false],
    [{ back: 'assign', backLevel: null }, undefined, false],
    [{ back: 'leave', backLevel: null }, member({ serving: false }), true],
    [{ back: 'join', backLevel: '1' }, member({ level: 0 }), false],
  ] as const)('%j is back: %#', (way, membership, is) => {
    expect(isBack(way, membership, terms)).toBe(is);
  });
});
