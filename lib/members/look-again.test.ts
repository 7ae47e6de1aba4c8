import { describe, expect, test } from 'vitest';
import { commandNames, type QueueAction } from '@/lib/commands/actions';
import { type CommandVendor, commandRights } from '@/lib/commands/possible';
import { makeRecord } from '@/lib/floor/make-record';
import type { MembershipRecord, SourceRecord } from '@/lib/floor/records';
import { lookAgain } from './look-again';
import { usualTerms } from './place';
import { type CellPlace, type PlannedCell, planCells } from './plan-cells';
import { putBackCell } from './put-back';

const agent = makeRecord('agents', { id: 'v/1', name: 'Ada', sourceId: 'v', readiness: 'ready' });
const queue = makeRecord('queues', { id: 'v/9', name: 'Sales', sourceId: 'v' });
const vendor: CommandVendor = {
  ...{ label: 'V', commands: commandNames, asksFirst: [], elsewhere: null },
  membershipTerms: { ...usualTerms, paused: 'Paused', levels: ['Main', 'Wrap'] },
};
const member = (part: Partial<MembershipRecord>) =>
  makeRecord('memberships', { agentId: agent.id, queueId: queue.id, sourceId: 'v', serving: true, ...part });
const place = (membership?: MembershipRecord, source: Partial<SourceRecord> = {}, own = vendor): CellPlace => ({
  ...{ agent, queue, membership, vendor: own, source: makeRecord('sources', { id: 'v', name: 'Varese', ...source }) },
});
const planned = (action: QueueAction, membership?: MembershipRecord, level = ''): PlannedCell => {
  const [cell] = planCells(action, [place(membership)], { level, note: 'Hi' }).asked;
  if (!cell) throw new Error(`${action} cannot be asked`);
  return cell;
};
const lead = commandRights({ role: 'lead' });
const back = (cell: PlannedCell, rights = lead) => {
  const found = putBackCell(cell, rights);
  if (!found) throw new Error('Nothing puts it back');
  return found;
};

describe('a second look', () => {
  test('asks again for what is not done, with the same level and note and what is known now', () => {
    const now = place(member({ serving: false, level: 0 }));
    const { asked, shown, cannot } = lookAgain([planned('join', member({ serving: false }), '1')], () => now);
    expect([shown, cannot]).toEqual([[], []]);
    expect(asked[0]?.order).toEqual({
      ...{ action: 'join', targetId: agent.id, fields: { queue: queue.id, level: '1' }, note: 'Hi' },
    });
    expect(asked[0]?.membership?.level).toBe(0);
  });

  test('another level than the one asked for is not done', () => {
    const cell = planned('assign', undefined, '1');
    expect(lookAgain([cell], () => place(member({ level: 1 }))).shown).toEqual([cell]);
    expect(lookAgain([cell], () => place(member({ level: 0 }))).asked).toHaveLength(1);
  });

  test.each([
    [null, 'is not on the floor any more'],
    [place(member({ serving: false }), { link: 'paused' }), 'Varese is paused'],
    [place(member({ serving: true }), { link: 'needs-attention' }), 'Varese needs attention first'],
  ])('says why it cannot be asked any more: %#', (now, why) => {
    const { cannot } = lookAgain([planned('join', member({ serving: false }))], () => now);
    expect(cannot.map((one) => one.why)).toEqual([why]);
  });
});

describe('putting back', () => {
  test.each([
    ['join', member({ serving: false }), '', 'leave', undefined],
    ['leave', member({ level: 1 }), '', 'join', '1'],
    ['assign', undefined, '1', 'unassign', undefined],
    ['assign', member({ level: 1 }), '0', 'assign', '1'],
    ['unassign', member({ serving: false, level: 1 }), '', 'assign', '1'],
    ['leave', member({ readiness: 'paused', level: 1 }), '', 'pause-in-queue', undefined],
  ] as const)('%s (%#) asks for what it was', (action, before, level, wanted, wantedLevel) => {
    const { order } = back(planned(action, before, level));
    expect(order).toEqual({
      ...{ action: wanted, targetId: agent.id },
      fields: { queue: queue.id, ...(wantedLevel ? { level: wantedLevel } : {}) },
    });
  });

  test('is not offered to whom it is not allowed, nor where the vendor cannot', () => {
    const added = planned('assign');
    expect(putBackCell(added, { ...lead, queues: false })).toBeNull();
    expect(putBackCell({ ...added, vendor: { ...vendor, commands: ['assign'] } }, lead)).toBeNull();
    const unknown = member({ serving: null });
    expect(putBackCell({ ...planned('leave', member({})), membership: unknown }, lead)).toBeNull();
  });

  test('asks for a pause also of who is out now, and for nothing that is back', () => {
    const cell = back(planned('leave', member({ readiness: 'paused' })));
    expect(lookAgain([cell], () => place(member({ serving: false })), 'back').asked).toHaveLength(1);
    expect(lookAgain([cell], () => place(member({ readiness: 'paused' })), 'back').shown).toEqual([cell]);
    expect(lookAgain([cell], () => place(undefined, { link: 'paused' }), 'back').cannot).toHaveLength(1);
  });
});
