import type { RecordField } from '@/lib/editing/records';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { codePatterns, keysLike, namePatterns } from '@/server/vendors/queuemetrics/editors';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import type { Settings } from '@/server/vendors/queuemetrics/settings';
import type { KindId } from './kinds';
import { membersField } from './members';

/** What is known of a field beyond what its record shows. */
export interface FieldSpec {
  readonly column: string;
  readonly label: string;
  readonly help?: string;
  readonly kind?: Extract<RecordField['kind'], 'text' | 'number' | 'list' | 'members'>;
  readonly unit?: string;
  readonly isRequired?: boolean;
  readonly isEssential?: boolean;
  /** Entries of this field are joined with `|` elsewhere, so it can hold none. */
  readonly isEntry?: boolean;
}

const visibility = 'Only users who hold this key see it; empty: everybody';
const codeOf = (what: string) => ({ help: `What agents dial or choose for ${what}`, isEntry: true });

const agent: readonly FieldSpec[] = [
  {
    column: 'nome_agente',
    label: 'Agent code',
    help: 'As in the queue log: agent/101',
    isRequired: true,
    isEssential: true,
    isEntry: true,
  },
  { column: 'descr_agente', label: 'Name', isEssential: true },
  { column: 'current_terminal', label: 'Phone', help: 'As SIP/101; “-” for none', isEssential: true },
  { column: 'group_by__DECODED', label: 'Group', isEssential: true },
  { column: 'location__DECODED', label: 'Location', isEssential: true },
  { column: 'supervised_by__DECODED', label: 'Supervisor', isEssential: true },
  { column: 'aliases', label: 'Other codes', help: 'By which the same agent goes, one a line', kind: 'list' },
  { column: 'chiave_agente', label: 'Key to see the agent', help: visibility },
  { column: 'payroll_code', label: 'Payroll code' },
  { column: 'default_server', label: 'Server' },
  { column: 'xmpp_address', label: 'Chat address (XMPP)' },
  { column: 'vnc_url', label: 'Address of the screen (VNC)' },
  { column: 'sip_login', label: 'SIP user' },
  { column: 'sip_pwd', label: 'SIP password' },
  { column: 'sip_realm', label: 'SIP realm' },
  { column: 'sip_uri', label: 'SIP address' },
  { column: 'ltCodeAssociate', label: 'Queues', help: 'Changed at the queue', isEssential: true },
];

const queue = (settings: Settings): readonly FieldSpec[] => [
  { column: 'nome_coda', label: 'Name', isRequired: true, isEssential: true },
  {
    column: 'composizione_coda',
    label: 'Queues at the PBX',
    help: 'Their ids, one a line; several make a composite queue',
    kind: 'list',
    isRequired: true,
    isEssential: true,
  },
  {
    column: membersField,
    label: 'Agents',
    help: 'Main are asked first, then wrap, then spill',
    kind: 'members',
    isEssential: true,
  },
  { column: 'q_direction', label: 'Direction', isEssential: true },
  {
    column: settings.answerWithinColumn,
    label: 'Answer within',
    help: 'What counts as answered in time',
    kind: 'number',
    unit: 's',
    isEssential: true,
  },
  {
    column: settings.serviceLevelTargetColumn,
    label: 'Target',
    help: 'Share of calls to be answered in time',
    kind: 'number',
    unit: '%',
    isEssential: true,
  },
  { column: 'visibility_key', label: 'Key to see the queue', help: visibility },
];

/** The columns of these are not documented: their names are found as for the floor. */
const found: Partial<Record<KindId, { readonly code?: Partial<FieldSpec>; readonly name: readonly RegExp[] }>> = {
  agentGroup: { name: [/^group_name$/i, ...namePatterns] },
  location: { name: [/^loc_name$/i, ...namePatterns] },
  pause: { code: codeOf('the pause'), name: namePatterns },
  outcome: { code: codeOf('the outcome'), name: namePatterns },
};

/** Fields of the hand-made form of this kind that the record has, in their order; none where there is no such form. */
export function specsOf(kind: KindId, record: EditorRecord, settings: Settings): readonly FieldSpec[] {
  if (kind === 'agent') return agent;
  if (kind === 'queue') return queue(settings);
  const columns = found[kind];
  if (!columns) return [];
  const [codeColumn = null] = columns.code ? keysLike(record, codePatterns) : [];
  const nameColumn = keysLike(record, columns.name).find((key) => key !== codeColumn) ?? null;
  const like = (pattern: RegExp) => Object.keys(record).filter((key) => pattern.test(key));
  return [
    ...one(codeColumn, { label: 'Code', ...columns.code, isRequired: true, isEssential: true }),
    ...one(nameColumn, { label: 'Name', isRequired: !columns.code, isEssential: true }),
    ...like(/icon/i).map((column) => ({ column, label: 'Icon' })),
    ...like(/^chiave|visibility|_key$/i).map((column) => ({ column, label: 'Key to see it', help: visibility })),
  ];
}

const one = (column: string | null, spec: Omit<FieldSpec, 'column'>): FieldSpec[] =>
  column === null ? [] : [{ column, ...spec }];

/** The first that holds something, else the first. */
export function bestKey(
  record: EditorRecord,
  patterns: readonly RegExp[],
  except: string | null = null,
): string | null {
  const keys = keysLike(record, patterns).filter((key) => key !== except);
  return keys.find((key) => (scalarText(record[key]) ?? '') !== '') ?? keys[0] ?? null;
}
