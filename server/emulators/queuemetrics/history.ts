import type { CentreContact, ContactOutcome } from '@/server/emulators/centre-types';
import type { Block } from './framing';
import { finishedCalls, isInScene, type Period, type Scene } from './scene';
import { agentCode, NBSP, uniqueId, unixSeconds, wholeSeconds } from './values';

type Columns = readonly (readonly [name: string, value: string])[];

/** Why the PBX lost a call: only `A` is the caller giving up. */
const lostReasons: Record<Exclude<ContactOutcome, 'answered'>, string> = {
  abandoned: 'A',
  'timed-out': 'T',
  overflowed: 'E',
};

const okNames = ['callid', 'queue', 'agent', 'from', 'tstEnter', 'tstEnd', 'waitLen', 'callLen', 'reason', 'ivr'];
const koNames = ['callid', 'queue', 'agentOut', 'from', 'tstEnter', 'tstEnd', 'waitLen', 'reason', 'ivr'];
const lastNames = ['dnis', 'server', 'stints', 'features', 'variables', 'events'];

/** `DetailsDO.CallsOkRaw`: calls that reached an agent and are over. */
export function callsOkRaw(scene: Scene, period: Period): Block {
  const calls = callsWithin(scene, period).filter((call) => call.answeredAt !== null);
  return rawBlock(
    'CALLOK_',
    [...okNames, ...lastNames],
    calls.map((call) => okColumns(scene, call)),
  );
}

/** `DetailsDO.CallsKoRaw`: calls that never reached an agent, whatever the reason. */
export function callsKoRaw(scene: Scene, period: Period): Block {
  const calls = callsWithin(scene, period).filter((call) => call.answeredAt === null);
  return rawBlock(
    'CALLKO_',
    [...koNames, ...lastNames],
    calls.map((call) => koColumns(scene, call)),
  );
}

function callsWithin(scene: Scene, period: Period): CentreContact[] {
  return finishedCalls(scene.centre, period.from)
    .filter((call) => call.enteredAt <= period.to)
    .filter((call) => isInScene(scene, call));
}

/** Empty cells of these blocks come as a non-breaking space, unlike those of the real-time raw blocks. */
function rawBlock(prefix: string, names: readonly string[], calls: readonly Columns[]): Block {
  const rows = calls.map((columns) => {
    const values = new Map(columns);
    return names.map((name) => values.get(name) || NBSP);
  });
  return { titles: names.map((name) => `${prefix}${name}`), rows };
}

function commonColumns(scene: Scene, call: CentreContact, end: number): Columns {
  return [
    ['callid', uniqueId(call)],
    ['queue', call.queueId],
    ['from', call.caller],
    ['tstEnter', unixSeconds(call.enteredAt)],
    ['tstEnd', unixSeconds(end)],
    ['waitLen', wholeSeconds((call.answeredAt ?? end) - call.enteredAt)],
    ['dnis', scene.queues.find((queue) => queue.id === call.queueId)?.number ?? ''],
    ['server', scene.settings.serverId],
    ['stints', '1'],
    ['features', call.features.join(' ')],
    ['events', '[ ]'],
  ];
}

function okColumns(scene: Scene, call: CentreContact): Columns {
  const end = call.releasedAt ?? call.endedAt ?? call.enteredAt;
  const hungUpByCaller = Number(unixSeconds(end)) % 2 === 0;
  return [
    ...commonColumns(scene, call, end),
    ['agent', call.agentId === null ? '' : agentCode(call.agentId)],
    ['callLen', wholeSeconds(end - (call.answeredAt ?? end))],
    ['reason', hungUpByCaller ? 'C' : 'A'],
  ];
}

function koColumns(scene: Scene, call: CentreContact): Columns {
  const outcome = call.outcome === null || call.outcome === 'answered' ? 'abandoned' : call.outcome;
  const end = call.endedAt ?? call.releasedAt ?? call.enteredAt;
  const dialledBy = call.direction === 'out' && call.agentId !== null ? agentCode(call.agentId) : '';
  return [...commonColumns(scene, call, end), ['agentOut', dialledBy], ['reason', lostReasons[outcome]]];
}
