import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import type { Block } from './framing';
import { callsOf, finishedCalls, type Scene, sessionsOf } from './scene';
import { agentCode, pauseOf, uniqueId, unixSeconds, wholeSeconds } from './values';

const agentTitles = [
  'ACB_queue',
  'ACB_agent',
  'ACB_logon',
  'ACB_extension',
  'ACB_onPause',
  'ACB_curPauseCode',
  'ACB_curPauseTst',
  'ACB_pausetime',
  'ACB_pausesess',
  'ACB_obPauseList',
  'ACB_serverId',
  'ACB_lstCallQueue',
  'ACB_lstCallCaller',
  'ACB_lstCallTst',
  'ACB_lstCallivr',
  'ACB_lstCallWaitLen',
  'ACB_lstCallLen',
  'ACB_freeSincePauOrCallTst',
  'ACB_inCurrStatusSinceTst',
] as const;

type AgentRow = Partial<Record<(typeof agentTitles)[number], string>>;

/** `RtAgentsRaw`: who has a session now, in codes and unix seconds. */
export function rtAgentsRaw(scene: Scene): Block {
  const lastCalls = lastCallPerAgent(scene);
  const rows = sessionsOf(scene).flatMap(({ agent, queueIds }) => {
    const perRow = scene.settings.sessionPerQueue ? queueIds : [queueIds.join(':')];
    const row = { ...sessionColumns(scene, agent), ...lastCallColumns(lastCalls.get(agent.id)) };
    return perRow.map((queue): AgentRow => ({ ...row, ACB_queue: queue }));
  });
  return { titles: agentTitles, rows: rows.map((row) => agentTitles.map((title) => row[title] ?? '')) };
}

function sessionColumns(scene: Scene, agent: CentreAgent): AgentRow {
  const pause = pauseOf(scene.centre, agent);
  const hasBeenBusy = agent.state === 'idle' && agent.loggedInSince !== null && agent.stateSince > agent.loggedInSince;
  return {
    ACB_agent: agentCode(agent.id),
    ACB_logon: unixSeconds(agent.loggedInSince),
    ACB_extension: agent.extension,
    // Mostly empty in the wild; it is all there is to see of a pause without a code.
    ACB_onPause: pause?.code === '' ? unixSeconds(pause.since) : '',
    ACB_curPauseCode: pause?.code ?? '',
    ACB_curPauseTst: unixSeconds(pause?.since ?? null, '0'),
    ACB_serverId: scene.settings.serverId,
    ACB_freeSincePauOrCallTst: hasBeenBusy ? unixSeconds(agent.stateSince) : '0',
    ACB_inCurrStatusSinceTst: unixSeconds(agent.stateSince),
  };
}

function lastCallColumns(call: CentreContact | undefined): AgentRow {
  if (!call || call.answeredAt === null) return {};
  return {
    ACB_lstCallQueue: call.queueId,
    ACB_lstCallCaller: call.caller,
    ACB_lstCallTst: unixSeconds(call.enteredAt),
    ACB_lstCallWaitLen: wholeSeconds(call.answeredAt - call.enteredAt),
    ACB_lstCallLen: wholeSeconds((call.releasedAt ?? call.answeredAt) - call.answeredAt),
  };
}

function lastCallPerAgent(scene: Scene): Map<string, CentreContact> {
  const logons = scene.centre.agents.map((agent) => agent.loggedInSince ?? scene.centre.now());
  const last = new Map<string, CentreContact>();
  // They come in the order they ended, those still being wrapped up last.
  for (const call of finishedCalls(scene.centre, Math.min(scene.centre.now(), ...logons)))
    if (call.agentId !== null && call.answeredAt !== null) last.set(call.agentId, call);
  return last;
}

/** An inbound call belongs to nobody until it is answered; an outbound one to whoever dials. */
const isWithAgent = (call: CentreContact): boolean => call.phase === 'talking' || call.direction === 'out';

/** `RtCallsRaw`: calls waiting (`RT_answered` 0, no agent even while one is being rung) and calls being talked. */
export function rtCallsRaw(scene: Scene): Block {
  const titles = ['RT_queue', scene.settings.callIdTitle, 'RT_entered', 'RT_answered', 'RT_ivr'];
  titles.push('RT_agent', 'RT_caller', 'RT_dnis', 'RT_url', 'RT_serverId');
  const dnis = new Map(scene.queues.map((queue) => [queue.id, queue.number]));
  const rows = callsOf(scene).map((call) => [
    call.queueId,
    uniqueId(call),
    unixSeconds(call.enteredAt),
    unixSeconds(call.phase === 'talking' ? call.answeredAt : null, '0'),
    '',
    isWithAgent(call) && call.agentId !== null ? agentCode(call.agentId) : '',
    call.caller,
    dnis.get(call.queueId) ?? '',
    '',
    scene.settings.serverId,
  ]);
  return { titles, rows };
}
