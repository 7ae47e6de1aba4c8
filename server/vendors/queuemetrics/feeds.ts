import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';
import { businessDayStart } from '@/server/vendors/business-day';
import { askByVendorClock } from '@/server/vendors/vendor-clock';
import { type Context, type EditorRecord, hostOf, listEditor, readEditorRecord, readStats } from './client';
import { splitQueues } from './codes';
import {
  type EditorAgent,
  type EditorQueue,
  isWholeAgent,
  isWholePause,
  isWholeQueue,
  type PauseCode,
  parseEditorAgents,
  parseEditorQueues,
  parsePauseCodes,
} from './editors';
import { pausesLearned } from './pause-names';
import {
  type AgentRow,
  type CallRow,
  type EndedCalls,
  parseAgentRows,
  parseCallRows,
  parseEndedCalls,
} from './payloads';
import { scalarText } from './plain-text';
import type { EditorName, Settings } from './settings';

const blocks = {
  agents: 'RealtimeDO.RtAgentsRaw',
  calls: 'RealtimeDO.RtCallsRaw',
  answered: 'DetailsDO.CallsOkRaw',
  lost: 'DetailsDO.CallsKoRaw',
} as const;

/** Days on which the clocks go back have 25 hours. */
const longestDayMs = 25 * 3_600_000;
/** The vendor's clock is known to a second or so; asking a little before the hour for that would only look odd. */
const clockStepMs = 10_000;

export interface LiveReading {
  /** Null where the answer had no such block: then the agents are unknown, the calls are not. */
  readonly agents: readonly AgentRow[] | null;
  readonly calls: readonly CallRow[];
  /** What pauses were called where somebody could choose them, by code. */
  readonly pauseNames: ReadonlyMap<string, string>;
}

/** The ended calls of some queues since the start of their business day, on our clock. */
export interface DayReading {
  readonly queues: '*' | readonly string[];
  readonly since: EpochMs;
  readonly answered: EndedCalls;
  readonly lost: EndedCalls;
}
export interface TodayReading {
  /** One per distinct start of the business day; a later one takes its queues from an earlier `*`. */
  readonly days: readonly DayReading[];
}

/** Each part is null where the settings leave its editor out or the account may not read it: unknown, not broken. */
export interface NamesReading {
  readonly agents: readonly EditorAgent[] | null;
  readonly queues: readonly EditorQueue[] | null;
  readonly pauses: readonly PauseCode[] | null;
}

/** Queues that were chosen, composites taken apart; `*` for all. */
export function polledQueues({ queues }: Settings): '*' | readonly string[] {
  return queues === '*' ? '*' : [...new Set(queues.flatMap(splitQueues))];
}

export async function readLive(context: Context): Promise<LiveReading> {
  const host = hostOf(context);
  const reply = await readStats(context, {
    path: 'QmRealtime/jsonStatsApi.do',
    queues: polledQueues(context.settings),
    blocks: [blocks.agents, blocks.calls],
  });
  const agents = reply.find(blocks.agents);
  return {
    agents: agents && parseAgentRows(agents, blocks.agents, host),
    calls: parseCallRows(reply.block(blocks.calls), blocks.calls, host),
    pauseNames: pausesLearned(context.memory),
  };
}

export async function readToday(context: Context): Promise<TodayReading> {
  const days: DayReading[] = [];
  for (const { queues, hour } of dayStarts(context.settings)) days.push(await readDay(context, queues, hour));
  return { days };
}

async function readDay(context: Context, queues: '*' | readonly string[], hour: number): Promise<DayReading> {
  const { timeZone, reportTimeoutSeconds } = context.settings;
  const host = hostOf(context);
  const since = businessDayStart(context.clock.now(), timeZone, hour);
  const reply = await askByVendorClock(context.http, clockStepMs, (offsetMs) => {
    const onVendorClock = (at: EpochMs) =>
      DateTime.fromMillis(at - offsetMs, { zone: timeZone }).toFormat('yyyy-MM-dd.HH:mm:ss');
    return readStats(context, {
      path: 'QmStats/jsonStatsApi.do',
      queues,
      blocks: [blocks.answered, blocks.lost],
      // Past the end of the day: "now" would miss what ends while the report is made.
      period: { from: onVendorClock(since), to: onVendorClock(since + longestDayMs) },
      timeoutMs: reportTimeoutSeconds * 1000,
    });
  });
  return {
    queues,
    since,
    answered: parseEndedCalls(reply.block(blocks.answered), blocks.answered, 'CALLOK_', host),
    lost: parseEndedCalls(reply.block(blocks.lost), blocks.lost, 'CALLKO_', host),
  };
}

function dayStarts(settings: Settings): { queues: '*' | readonly string[]; hour: number }[] {
  const polled = polledQueues(settings);
  const usual = settings.businessDayStart;
  const others = Object.entries(settings.businessDayStartByQueue).filter(
    ([queue, hour]) => hour !== usual && (polled === '*' || polled.includes(queue)),
  );
  const hours = [...new Set(others.map(([, hour]) => hour))];
  const own = hours.map((hour) => ({
    hour,
    queues: others.filter((entry) => entry[1] === hour).map(([queue]) => queue),
  }));
  const rest = polled === '*' ? polled : polled.filter((queue) => !others.some(([other]) => other === queue));
  return [...(rest.length > 0 ? [{ queues: rest, hour: usual }] : []), ...own];
}

export async function readNames(context: Context): Promise<NamesReading> {
  const agents = await readEditor(context, 'agent', isWholeAgent);
  const queues = await readEditor(context, 'queue', isWholeQueue);
  const pauses = await readEditor(context, 'pause', isWholePause);
  return {
    agents: agents && parseEditorAgents(agents),
    queues: queues && parseEditorQueues(queues, context.settings),
    pauses: pauses && parsePauseCodes(pauses),
  };
}

async function readEditor(
  context: Context,
  editor: EditorName,
  isWhole: (record: EditorRecord) => boolean,
): Promise<EditorRecord[] | null> {
  if (!context.settings.editors.includes(editor)) return null;
  const records = await listEditor(context, editor);
  if (!records || !context.settings.readDetails) return records;
  const details = await refreshDetails(
    context,
    editor,
    records.filter((record) => !isWhole(record)),
  );
  return records.map((record) => ({ ...details.get(idOf(record)), ...record }));
}

/**
 * Reads single records, those never read or read longest ago first, one at a time so that live polls never queue
 * behind them. What was read before stays until its turn comes again.
 */
async function refreshDetails(
  context: Context,
  editor: EditorName,
  records: readonly EditorRecord[],
): Promise<ReadonlyMap<string, EditorRecord>> {
  const key = `${editor}-editor-records`;
  const kept = () => (context.memory.get(key) as ReadonlyMap<string, EditorRecord> | undefined) ?? new Map();
  const known: ReadonlyMap<string, EditorRecord> = new Map(kept());
  const wanted = [...new Set(records.map(idOf))].filter((id) => id !== '');
  const order = [...wanted.filter((id) => !known.has(id)), ...[...known.keys()].filter((id) => wanted.includes(id))];
  const fresh = new Map([...known].filter(([id]) => wanted.includes(id)));
  for (const id of order.slice(0, context.settings.detailsPerRefresh)) {
    const record = await readEditorRecord(context, editor, id);
    if (record === 'refused') break;
    if (record === 'gone') continue;
    fresh.delete(id);
    fresh.set(id, record);
  }
  // What was changed meanwhile is forgotten, and read first the next time: it may have been read before that.
  const now = kept();
  context.memory.set(key, new Map([...fresh].filter(([id]) => now.has(id) || !known.has(id))));
  return fresh;
}

const idOf = (record: EditorRecord): string => scalarText(record.PK_ID) ?? '';
