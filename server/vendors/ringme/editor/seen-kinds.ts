import { recordId } from '@/lib/floor/ids';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, rawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { seenRecord } from '@/server/vendors/editing/seen-record';
import { EditRefused, isEditRefused } from '@/server/vendors/editor';
import { parseJson } from '@/server/vendors/parse-json';
import { agentKey, agentTypes, shortExtension } from '@/server/vendors/ringme/agent-key';
import { askPages, hostOf, type RingMeContext } from '@/server/vendors/ringme/client';
import { rawRows } from '@/server/vendors/ringme/payloads';
import type { RingMeSecrets, RingMeSettings } from '@/server/vendors/ringme/settings';
import { askForEdit } from './edit-call';

export type RingMeKind = KindEditor<RingMeSettings, RingMeSecrets>;
type Row = { readonly id: string; readonly raw: RawRecord };
type AgentRow = Row & { readonly label: string };

const seenOnly = {
  right: 'edit-queues',
  parent: null,
  can: [],
  canSearch: false,
  isCommon: false,
  actions: [],
} as const;

export const agents: RingMeKind = {
  kind: {
    id: 'agents',
    label: 'Agents',
    one: 'agent',
    help: 'Local and external agents, as RingMe has them. They are made and changed on its own pages.',
    ...seenOnly,
  },
  list: async (context) => (await readAgentRows(context)).map((row) => agentLine(context, row)),
  async read(context, { id }) {
    const found = await findAgent(context, id);
    const { raw } = found;
    return freshRecord({ line: agentLine(context, found), raw, ...seenRecord(raw), can: [] });
  },
};

/** Both kinds of agents, by agent key; a tenant without external ones may not know the list. */
async function readAgentRows(context: RingMeContext): Promise<AgentRow[]> {
  const rows: Row[] = [];
  // One after the other: RingMe dislikes requests side by side.
  for (const type of agentTypes) {
    const allow = type === 'remote' ? [404] : [];
    const list: Row[] = await askPages<Row>(context, `client/@me/agent/${type}/`, rawRows, { allow });
    rows.push(...list.map(({ id, raw }) => ({ id: agentKey(type, id), raw })));
  }
  const labels = await readLabels(context);
  return rows.map((row) => ({ ...row, label: labels.get(textAt(row.raw, 'extension_id')) ?? '' }));
}

/** What the phones are called, by extension: agents are told without a name. */
async function readLabels(context: RingMeContext): Promise<ReadonlyMap<string, string>> {
  const phones: Row[] = await askPages<Row>(context, 'client/@me/extension/', rawRows, {
    query: [['type', 'phone']],
    allow: [404],
  });
  return new Map(phones.map(({ id, raw }) => [id, textAt(raw, 'label')]));
}

/** Throws `gone` where there is none of this key. */
export async function findAgent(context: RingMeContext, key: string): Promise<AgentRow> {
  const found = (await readAgentRows(context)).find(({ id }) => id === key);
  if (found) return found;
  throw new EditRefused('gone', goneAgent);
}

export const goneAgent = 'RingMe has no such agent any more';

function agentLine({ sourceId }: RingMeContext, { id, raw, label }: AgentRow) {
  const number =
    shortExtension(textAt(raw, 'extension_name')) ?? (textAt(raw, 'agent_number') || textAt(raw, 'number'));
  const kind = id.startsWith('remote:') ? 'external' : 'local';
  const name = textAt(raw, 'name') || label;
  const note = [kind, name && number].filter(Boolean).join(' · ');
  return { id, label: name || number || id, note, queueId: null, agentId: recordId(sourceId, id) };
}

export const queues: RingMeKind = {
  kind: {
    id: 'queues',
    label: 'Queues',
    one: 'queue',
    help: 'As RingMe has them, with their settings. They are made and changed on its own pages.',
    ...seenOnly,
  },
  list: async (context) => (await readQueueRows(context)).map((row) => queueLine(context, row)),
  async read(context, { id }) {
    const row = (await readQueueRows(context)).find((one) => one.id === id);
    if (!row) throw new EditRefused('gone', 'RingMe has no such queue any more');
    const raw = { ...row.raw, queue: await readQueueSettings(context, id) };
    return freshRecord({ line: queueLine(context, row), raw, ...seenRecord(raw), can: [] });
  },
};

const readQueueRows = (context: RingMeContext): Promise<Row[]> =>
  askPages<Row>(context, 'client/@me/extension/', rawRows, { query: [['type', 'queue']] });

/** Nothing where this queue has no settings, or this application may not see them. */
async function readQueueSettings(context: RingMeContext, id: string): Promise<RawRecord> {
  try {
    const { text } = await askForEdit(context, { path: `extension/${pathSegment(id)}/queue/`, gone: 'None' });
    return text.trim() === '' ? {} : parseJson(text, rawRecord, hostOf(context));
  } catch (error) {
    if (isEditRefused(error)) return {};
    throw error;
  }
}

function queueLine({ sourceId }: RingMeContext, { id, raw }: Row) {
  const number = shortExtension(textAt(raw, 'name'));
  const label = textAt(raw, 'label');
  const note = [label && number, textAt(raw, 'status')].filter(Boolean).join(' · ');
  return { id, label: label || number || id, note, queueId: recordId(sourceId, id) };
}
