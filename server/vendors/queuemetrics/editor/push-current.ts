import type { EditorKind } from '@/lib/editing/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { isEditRefused } from '@/server/vendors/editor';
import type { Context, EditorRecord } from '@/server/vendors/queuemetrics/client';
import { agentCode } from '@/server/vendors/queuemetrics/codes';
import { isWholeAgent, isWholeQueue, parseEditorQueues } from '@/server/vendors/queuemetrics/editors';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { listRecords, readRecord } from './exchange';
import { type KindId, kindNamed } from './kinds';
import { memberColumns } from './members';
import type { PushAgent, PushDocument, PushQueue } from './push-document';
import { entriesOf, idOf, rawText } from './raw-record';

const version = '1.0.0';

/** The agents and queues of now, as a push would bring them back; passwords of users are not among what can be read. */
export async function readCurrent(context: Context): Promise<PushDocument> {
  const [agents, queues] = await allOrNone<[EditorRecord[], EditorRecord[]]>(context.signal, [
    (signal) => readAll({ ...context, signal }, 'agent', isWholeAgent),
    (signal) => readAll({ ...context, signal }, 'queue', isWholeQueue),
  ]);
  const codes = new Map(agents.map((record) => [agentCode(rawText(record.nome_agente)), rawText(record.nome_agente)]));
  return {
    version,
    requestor: 'Callboard',
    requestor_version: version,
    tenants: [
      {
        tenant_id: '',
        agents: unique(agents.flatMap(agentOf), ({ agent_id }) => agentCode(agent_id)),
        queues: unique(
          queues.flatMap((record) => queueOf(record, codes, context)),
          ({ queue_id }) => queue_id,
        ),
      },
    ],
  };
}

async function readAll(
  context: Context,
  id: KindId,
  isWhole: (record: EditorRecord) => boolean,
): Promise<EditorRecord[]> {
  const kind = kindNamed(id);
  const listed = await listRecords(context, kind);
  const reads = listed.map((record) => async (signal: AbortSignal) => {
    const recordId = isWhole(record) ? null : idOf(record);
    return recordId === null ? record : { ...record, ...(await readOne({ ...context, signal }, kind, recordId)) };
  });
  return allOrNone(context.signal, reads);
}

/** One that was deleted in between is not there. */
async function readOne(context: Context, kind: EditorKind, id: string): Promise<EditorRecord> {
  try {
    return await readRecord(context, kind, id, null);
  } catch (error) {
    if (isEditRefused(error) && error.reason === 'gone') return { nome_agente: '', composizione_coda: '' };
    throw error;
  }
}

function agentOf(record: EditorRecord): PushAgent[] {
  const code = rawText(record.nome_agente);
  const terminal = rawText(record.current_terminal);
  if (code.trim() === '') return [];
  return [
    {
      agent_id: code,
      agent_name: rawText(record.descr_agente),
      agent_aliases: entriesOf(record.aliases),
      agent_extension: terminal === '-' ? '' : terminal,
    },
  ];
}

function queueOf(record: EditorRecord, codes: ReadonlyMap<string, string>, { settings }: Context): PushQueue[] {
  const composition = entriesOf(record.composizione_coda).join('|');
  if (composition === '') return [];
  const [read] = parseEditorQueues([record], settings);
  const wrapUp = Object.keys(record).find((key) => /wrap_?up/i.test(key));
  const seconds = Number(scalarText(wrapUp === undefined ? '' : record[wrapUp]) || 0);
  const members = memberColumns.flatMap((column, agent_penalty) =>
    entriesOf(record[column]).map((code) => ({
      agent_id: codes.get(agentCode(code)) ?? code,
      agent_penalty,
      agent_dynamic: false,
    })),
  );
  return [
    {
      queue_id: composition,
      queue_name: rawText(record.nome_coda),
      queue_composition: composition,
      queue_wrapup: Number.isInteger(seconds) && seconds >= 0 ? seconds : 0,
      queue_inbound: read?.direction !== 'out',
      known_agents: unique(members, ({ agent_id }) => agentCode(agent_id)),
    },
  ];
}

/** Of two entries for one thing the first counts. */
function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].reverse();
}
