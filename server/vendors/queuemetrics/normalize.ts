import type { EpochMs } from '@/lib/floor/records';
import type { NormalizeContext, Readings, Slices } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { agentRecordOf, membershipRecords } from './agent-records';
import { contactRecords, contactStateOf } from './contact-records';
import { countDay, type Day, type Limits } from './day-counts';
import { createDirectory, type Directory } from './directory';
import type { LiveReading, NamesReading, TodayReading } from './feeds';
import { groupRecords } from './group-records';
import type { CallRow } from './payloads';
import { type Attendance, type Doing, doingOf, takeAttendance } from './presence';
import { queueRecordOf } from './queue-records';
import type { Scene } from './scene';
import type { Settings } from './settings';

/** Joins what the feeds read into records of the floor. */
export function normalize(
  readings: Readings<LiveReading, TodayReading, NamesReading>,
  context: NormalizeContext<Settings>,
): Slices {
  const live = readings.live?.value ?? null;
  const directory = createDirectory(readings.names?.value ?? null, context.settings, live?.pauseNames);
  const attendance = takeAttendance(live, directory);
  if (live && !attendance.present && !directory.agents)
    throw new VendorError('bad-response', 'The answer had no block of agents, and no editor tells who there is', {
      path: 'RealtimeDO.RtAgentsRaw',
    });

  const limitsOf = limitsBy(directory, context.settings);
  const day = readings.today && countDay(readings.today.value, directory, context.settings, limitsOf);
  const calls = live && oneRowPerCall(live.calls);
  const serving = servingByQueue(attendance);
  const offsetMs = readings.live?.clockOffsetMs ?? 0;
  const scene: Scene = {
    context,
    directory,
    attendance,
    calls,
    day,
    queueIds: queuesOnFloor(directory, serving, calls ?? [], day),
    servingByQueue: serving,
    ...workedOut(directory, attendance, calls ?? [], context.settings),
    limitsOf,
    ours: (at: EpochMs | null) => (at === null ? null : Math.max(0, at + offsetMs)),
  };
  return slicesOf(scene);
}

function slicesOf(scene: Scene): Slices {
  const { attendance, directory, calls } = scene;
  const agents = agentsOnFloor(directory, attendance);
  const tellsAgents = attendance.present !== null || directory.agents !== null;
  const tellsGroups = directory.queues !== null || directory.composites.length > 0;
  return {
    queues: [...scene.queueIds].map((queue) => queueRecordOf(queue, scene)),
    ...(tellsAgents && { agents: [...agents].map((code) => agentRecordOf(code, scene)) }),
    ...(tellsAgents && { memberships: membershipRecords(agents, scene) }),
    ...(calls && { contacts: contactRecords(calls, agents, scene) }),
    ...(tellsGroups && groupRecords(scene)),
  };
}

/** A chosen list is the floor; with all queues it is every atomic queue anything speaks of. */
function queuesOnFloor(
  { polled, queues, composites }: Directory,
  serving: ReadonlyMap<string, unknown> | null,
  calls: readonly CallRow[],
  day: Day | null,
): Set<string> {
  if (polled !== '*') return new Set(polled);
  return new Set([
    ...(queues?.keys() ?? []),
    ...composites.flatMap(({ parts }) => parts),
    ...(serving?.keys() ?? []),
    ...calls.flatMap((call) => call.queue ?? []),
    ...(day?.queues ?? []),
  ]);
}

/** With a chosen list whose members are all known, agents of other queues are left out: nothing can be told of them. */
function agentsOnFloor({ polled, agents, members }: Directory, { present, talking }: Attendance): Set<string> {
  const seen = [...(present?.keys() ?? []), ...talking.keys()];
  const isSelective = polled !== '*' && polled.every((queue) => members.has(queue));
  const wanted = isSelective
    ? new Set(polled.flatMap((queue) => members.get(queue)?.map(({ key }) => key) ?? []))
    : null;
  return new Set([...[...(agents?.keys() ?? [])].filter((code) => wanted?.has(code) ?? true), ...seen]);
}

function workedOut(directory: Directory, attendance: Attendance, calls: readonly CallRow[], settings: Settings) {
  const known = new Map<string, Doing>();
  const doing = (code: string): Doing => {
    const found = known.get(code) ?? doingOf(code, attendance, directory, settings);
    known.set(code, found);
    return found;
  };
  const waitingByQueue = new Map<string, CallRow[]>();
  for (const call of calls) {
    if (call.queue === null || contactStateOf(call, directory) !== 'waiting') continue;
    const waiting = waitingByQueue.get(call.queue);
    if (waiting) waiting.push(call);
    else waitingByQueue.set(call.queue, [call]);
  }
  return { doingOf: doing, waitingByQueue };
}

function servingByQueue({ present }: Attendance): Map<string, Set<string>> | null {
  if (!present) return null;
  const serving = new Map<string, Set<string>>();
  for (const [code, { queues }] of present)
    for (const queue of queues) serving.set(queue, (serving.get(queue) ?? new Set()).add(code));
  return serving;
}

function limitsBy({ queues }: Directory, settings: Settings): (queue: string) => Limits {
  const answerWithinMs = Math.round(settings.answerWithinSeconds * 1000);
  const shortAbandonMs = Math.round(settings.shortAbandonSeconds * 1000);
  return (queue) => ({ answerWithinMs: queues?.get(queue)?.answerWithinMs ?? answerWithinMs, shortAbandonMs });
}

/** A call that is listed twice has moved on: it is where it was answered, else where it came last. */
function oneRowPerCall(calls: readonly CallRow[]): CallRow[] {
  const rows = new Map<string, CallRow>();
  for (const call of calls) {
    const before = rows.get(call.id);
    const rank = (row: CallRow) => [row.answeredAt === null ? 0 : 1, row.enteredAt ?? 0] as const;
    if (!before || isAfter(rank(call), rank(before))) rows.set(call.id, call);
  }
  return [...rows.values()];
}

const isAfter = (a: readonly [number, number], b: readonly [number, number]) =>
  a[0] === b[0] ? a[1] > b[1] : a[0] > b[0];
