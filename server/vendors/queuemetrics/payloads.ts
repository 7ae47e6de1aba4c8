import type { EpochMs } from '@/lib/floor/records';
import { VendorError } from '@/server/vendors/vendor-error';
import { agentCode, orNull, splitQueues } from './codes';
import { parseDurationMs, parseInstant } from './figures';
import { findColumn, type Row, requireColumn, type Table } from './table';

/** One row of RtAgentsRaw; instants on the vendor's clock. */
export interface AgentRow {
  readonly agent: string;
  readonly queues: readonly string[];
  readonly extension: string | null;
  readonly serverId: string | null;
  /** The vendor's own words. */
  readonly onPause: string;
  readonly pauseCode: string;
  readonly pausedAt: EpochMs | null;
  readonly inStatusSince: EpochMs | null;
}

/** One row of RtCallsRaw; instants on the vendor's clock. */
export interface CallRow {
  readonly id: string;
  readonly queue: string | null;
  readonly agent: string | null;
  readonly caller: string | null;
  readonly serverId: string | null;
  readonly enteredAt: EpochMs | null;
  /** Null while it waits. */
  readonly answeredAt: EpochMs | null;
}

/** One row of CallsOkRaw or CallsKoRaw. */
export interface EndedCall {
  readonly id: string;
  readonly queue: string;
  readonly agent: string | null;
  readonly waitMs: number | null;
  readonly talkMs: number | null;
  /** Null where the block has no such column. */
  readonly reason: string | null;
}

/** Which columns an ended-calls block has; a figure whose column is missing is unknown. */
export interface EndedCalls {
  readonly calls: readonly EndedCall[];
  readonly tellsAgents: boolean;
}

export function parseAgentRows(table: Table, block: string, host: string): AgentRow[] {
  const agent = requireColumn(table, block, host, ['ACB_agent']);
  const queue = requireColumn(table, block, host, ['ACB_queue']);
  const rows = table.rows.map(
    (row): AgentRow => ({
      agent: agentCode(row.text(agent)),
      queues: splitQueues(row.text(queue)),
      extension: orNull(row.text('ACB_extension')),
      serverId: orNull(row.text('ACB_serverId')),
      onPause: row.text('ACB_onPause'),
      pauseCode: row.text('ACB_curPauseCode'),
      pausedAt: parseInstant(row.text('ACB_curPauseTst')),
      inStatusSince: parseInstant(row.text('ACB_inCurrStatusSinceTst')),
    }),
  );
  return rows.filter((row) => row.agent !== '');
}

export function parseCallRows(table: Table, block: string, host: string): CallRow[] {
  const queue = requireColumn(table, block, host, ['RT_queue']);
  const answered = requireColumn(table, block, host, ['RT_answered']);
  const id = findColumn(table, ['RT_callid', 'RT_callId'], /call_?id|unique_?id/);
  return table.rows.map((row): CallRow => {
    const call = {
      queue: splitQueues(row.text(queue))[0] ?? null,
      agent: orNull(agentCode(row.text('RT_agent'))),
      caller: orNull(row.text('RT_caller')),
      serverId: orNull(row.text('RT_serverId')),
      enteredAt: parseInstant(row.text('RT_entered')),
      answeredAt: answeredAt(row, answered, host),
    };
    // The name of the id's column is not documented, only its place; the simple form has no places.
    const native = id === null ? row.at(1) : row.text(id);
    const made = [call.queue ?? '', call.enteredAt ?? '', call.caller ?? ''].join('|');
    return { ...call, id: [call.serverId ?? [], native || made].flat().join('/') };
  });
}

function answeredAt(row: Row, column: string, host: string): EpochMs | null {
  const text = row.text(column);
  const at = parseInstant(text);
  if (at !== null || /^(|-|0+(\.0+)?)$/.test(text)) return at;
  const path = `${row.path}.${column}`;
  throw new VendorError('bad-response', `${host} sent an unexpected answer at ${path}: expected unix seconds`, {
    path,
  });
}

/** `prefix` is `CALLOK_` or `CALLKO_`. */
export function parseEndedCalls(table: Table, block: string, prefix: string, host: string): EndedCalls {
  const queue = requireColumn(table, block, host, [`${prefix}queue`], /queue(?!.*(pos|len))/);
  const agent = findColumn(table, [`${prefix}agent`]);
  const reason = findColumn(table, [`${prefix}reason`]);
  const calls = table.rows.map(
    (row): EndedCall => ({
      id: row.text(`${prefix}callid`),
      queue: splitQueues(row.text(queue))[0] ?? '',
      agent: agent === null ? null : orNull(agentCode(row.text(agent))),
      waitMs: parseDurationMs(row.text(`${prefix}waitLen`)),
      talkMs: parseDurationMs(row.text(`${prefix}callLen`)),
      reason: reason === null ? null : row.text(reason),
    }),
  );
  return { calls: withoutRepeats(calls), tellsAgents: agent !== null || calls.length === 0 };
}

/** A call may come back to a queue, but not with the very same times and agent. */
function withoutRepeats(calls: readonly EndedCall[]): EndedCall[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = JSON.stringify(call);
    if (call.id === '' || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
}
