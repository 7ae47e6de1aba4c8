import { makeField } from '@/lib/editing/fixtures/make-field';
import type { FieldValues, MemberValue } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import type { CommandEdit, EditingCommand, Order } from '@/server/vendors/command';
import { CommandRefused } from '@/server/vendors/command';
import { type Edit, type Editor, EditRefused } from '@/server/vendors/editor';

/** Who belongs to which queue of the vendor's system, and how it takes changes of that; a test changes it as it likes. */
export interface FakeMembers {
  /** Members by queue. */
  of: Record<string, readonly MemberValue[]>;
  /** Every change that was sent. */
  readonly sent: Edit[];
  /** Every time that something was read. */
  readonly reads: string[];
  /** Before a record is read. */
  reading(): Promise<void>;
  /** What becomes of a change; does it at once unless told otherwise. */
  take(edit: Edit): Promise<void>;
  /** Does what a change asks for, unless somebody else was faster. */
  obey(edit: Edit): void;
}

export const fakeLevels = ['Main', 'Wrap', 'Spill'];
const levels = fakeLevels.map((label, index) => ({ value: String(index), label }));

export function createFakeMembers(): FakeMembers {
  const members: FakeMembers = {
    of: { sales: [], support: [] },
    sent: [],
    reads: [],
    reading: async () => {},
    take: async (edit) => members.obey(edit),
    obey({ id, fresh, values }) {
      const queue = id ?? '';
      if (lockOf(members, queue) !== fresh?.lock) throw new EditRefused('conflict', 'Somebody else was faster');
      members.of[queue] = membersIn(values);
    },
  };
  return members;
}

const membersIn = ({ members }: FieldValues) => (members ?? []) as readonly MemberValue[];
const lockOf = (members: FakeMembers, queue: string) => JSON.stringify(members.of[queue]);

/** The queues as records; `agents` tells whom the form lets choose. */
export function fakeQueueEditor(members: FakeMembers, agents: () => readonly string[]): Editor<unknown, unknown> {
  const lineOf = (sourceId: string, id: string) => ({ id, label: id, note: '', queueId: recordId(sourceId, id) });
  return {
    kinds: () => [
      {
        ...{ id: 'queue', label: 'Queues', one: 'queue', help: '', right: 'edit-queues', parent: null },
        ...{ can: ['update'], canSearch: false, isCommon: true, actions: [] },
      },
    ],
    async list({ sourceId }) {
      members.reads.push('list');
      return Object.keys(members.of).map((id) => lineOf(sourceId, id));
    },
    async read({ sourceId }, _kind, { id }) {
      members.reads.push(`read ${id}`);
      await members.reading();
      const value = members.of[id];
      if (!value) throw new EditRefused('gone', 'There is no such queue any more');
      const picks = [...new Set([...agents(), ...value.map(({ of }) => of)])].map((of) => ({ value: of, label: of }));
      const fields = [makeField('members', { label: 'Agents', kind: 'members', picks, levels })];
      const lock = lockOf(members, id);
      return { ...lineOf(sourceId, id), fields, values: { members: value }, lock, can: ['update'], original: '{}' };
    },
    blank: () => Promise.reject(new EditRefused('not-known', 'Nothing can be made')),
    check: () => [],
    calls: (_kind, { id, values }) => [`POST /queues/${id}  ${membersIn(values).map(({ of }) => of)}`],
    async apply({ signal }, _kind, edit) {
      members.sent.push(structuredClone(edit));
      const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      await Promise.race([members.take(edit), aborted]);
      return edit.id;
    },
  };
}

/** Adds somebody to a queue, or takes them out of it. */
export function fakeAssignment(isMember: boolean): EditingCommand<unknown> {
  return {
    edits: (order) => changeFor(order, isMember),
    expects({ agent, queue, fields: { level } }) {
      const becomes = isMember ? { level: Number(level ?? '0') } : ('gone' as const);
      return [{ kind: 'memberships', id: `${agent?.id}~${queue?.name}`, becomes, what: queue?.name ?? '' }];
    },
  };
}

function changeFor({ agent, queue, fields: { level } }: Order, isMember: boolean): CommandEdit {
  const of = agent?.name ?? '';
  if (of.includes('|')) throw new CommandRefused('This name cannot be in a queue');
  return {
    ...{ operation: 'update', kind: 'queue', queueId: queue?.id ?? '' },
    change(values) {
      const others = membersIn(values).filter((one) => one.of !== of);
      const before = membersIn(values).find((one) => one.of === of);
      return { members: isMember ? [...others, { of, level: level ?? before?.level ?? '0' }] : others };
    },
  };
}
