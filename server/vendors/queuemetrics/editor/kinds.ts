import type { EditOperation, EditorKind, EditRight } from '@/lib/editing/records';
import { EditRefused } from '@/server/vendors/editor';

interface Row {
  readonly label: string;
  readonly one: string;
  readonly right: EditRight;
  readonly help?: string;
  readonly parent?: string;
  readonly isReadOnly?: boolean;
  readonly isCommon?: boolean;
}

const [queues, configuration, system] = ['edit-queues', 'edit-configuration', 'edit-system'] as const;

/** The editors of the manual, under its names; those used daily come first. */
const rows = {
  queue: {
    label: 'Queues',
    one: 'queue',
    right: queues,
    isCommon: true,
    help: 'Who is assigned to a queue and at which level. Asterisk itself learns of it when an agent joins.',
  },
  agent: { label: 'Agents', one: 'agent', right: configuration, isCommon: true },
  agentGroup: { label: 'Agent groups', one: 'agent group', right: configuration, isCommon: true },
  location: { label: 'Locations', one: 'location', right: configuration, isCommon: true },
  pause: { label: 'Pause codes', one: 'pause code', right: configuration, isCommon: true },
  outcome: { label: 'Outcomes', one: 'outcome', right: configuration, isCommon: true },
  skill: { label: 'Skills', one: 'skill', right: configuration },
  knownnumber: { label: 'Known numbers', one: 'known number', right: configuration },
  dnis: { label: 'DNIS', one: 'DNIS line', right: configuration },
  ivr: { label: 'IVR', one: 'IVR selection', right: configuration },
  qaForm: {
    label: 'QA forms',
    one: 'QA form',
    right: configuration,
    help: 'All items must exist, and the lengths of the sections must be right.',
  },
  qaItem: { label: 'QA items', one: 'QA item', right: configuration, parent: 'qaForm' },
  client: { label: 'Clients', one: 'client', right: configuration },
  case: { label: 'Cases', one: 'case', right: configuration },
  amoList: { label: 'Call lists', one: 'call list', right: configuration, parent: 'queue', help: 'Of a campaign.' },
  amoNumber: { label: 'Numbers to call', one: 'number to call', right: configuration, parent: 'amoList' },
  customblock: { label: 'Custom data blocks', one: 'custom data block', right: configuration },
  class: { label: 'User classes', one: 'user class', right: system },
  user: { label: 'Users', one: 'user', right: system, help: 'Every user belongs to a class.' },
  cfgProp: {
    label: 'System parameters',
    one: 'system parameter',
    right: system,
    help: 'The file configuration.properties. To change it the account of this source needs the key EDIT_CFG.',
  },
  exportJob: { label: 'Export jobs', one: 'export job', right: system },
  exportCall: { label: 'Exported calls', one: 'exported call', right: system, parent: 'exportJob', isReadOnly: true },
  exportReport: { label: 'Export reports', one: 'export report', right: system },
  cronJob: { label: 'Scheduled jobs', one: 'scheduled job', right: system },
  perftrackRule: { label: 'Performance rules', one: 'performance rule', right: system, isReadOnly: true },
} as const satisfies Record<string, Row>;

export type KindId = keyof typeof rows;
export const kindIds = Object.keys(rows) as KindId[];

const everything: readonly EditOperation[] = ['create', 'update', 'remove'];

export const kinds: readonly EditorKind[] = kindIds.map((id): EditorKind => {
  const row: Row = rows[id];
  return {
    id,
    label: row.label,
    one: row.one,
    help: row.help ?? '',
    right: row.right,
    parent: row.parent ?? null,
    can: row.isReadOnly ? [] : everything,
    canSearch: true,
    isCommon: row.isCommon ?? false,
    actions: [],
  };
});

const byId = new Map(kinds.map((kind) => [kind.id, kind]));

/** Throws `EditRefused` where there is no such kind. */
export function kindNamed(id: string): EditorKind & { readonly id: KindId } {
  const kind = byId.get(id);
  if (kind) return kind as EditorKind & { readonly id: KindId };
  throw new EditRefused('not-known', 'QueueMetrics has no editor of this name');
}
