import { DateTime, Duration } from 'luxon';
import type { CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import type { Block } from './framing';
import { callsOf, type Scene, sessionsOf } from './scene';
import { agentName, escapeHtml, NBSP, pauseOf } from './values';

const riassuntoTitles = [NBSP, `Queue ${NBSP}`, 'N. agents', 'Ready agents', 'On pause', 'Unk', 'Bsy'];
riassuntoTitles.push('N. Calls waiting', 'On phone inbound', 'On phone outbound');

/** `RTRiassunto`: figures per queue under its display name, below a row `all selected` with each agent counted once. */
export function rtRiassunto(scene: Scene): Block {
  const row = (name: string, queues: readonly CentreQueue[]): string[] => {
    const part = { ...scene, queues, queueIds: new Set(queues.map((queue) => queue.id)) };
    const agents = sessionsOf(part).map(({ agent }) => agent);
    const calls = callsOf(part);
    const talking = (direction: 'in' | 'out') =>
      calls.filter((call) => call.phase === 'talking' && call.direction === direction).length;
    const isPaused = (agent: CentreAgent) => pauseOf(scene.centre, agent) !== null;
    const isTalking = (agent: CentreAgent) => agent.state === 'talking';
    const ready = agents.filter((agent) => !isPaused(agent) && !isTalking(agent)).length;
    const waiting = calls.filter((call) => call.phase !== 'talking').length;
    const figures = [agents.length, ready, agents.filter(isPaused).length, 0, agents.filter(isTalking).length];
    return [NBSP, escapeHtml(name), ...[...figures, waiting, talking('in'), talking('out')].map(String)];
  };
  const perQueue = scene.queues.map((queue) => row(queue.name, [queue]));
  return { titles: riassuntoTitles, rows: [row('all selected', scene.queues), ...perQueue] };
}

const callTitles = [NBSP, `Queue ${NBSP}`, `Caller ${NBSP}`, `Entered ${NBSP}`, 'IVR', `Waiting ${NBSP}`];
callTitles.push(`Duration ${NBSP}`, `Agent ${NBSP}`, 'MOH', 'Srv', NBSP);

/** `RTCallsBeingProc`: the calls as the page shows them, in wall clock and `m:ss`. */
export function rtCallsBeingProc(scene: Scene): Block {
  const rows = callsOf(scene).map((call) => {
    const until = (call.phase === 'talking' ? call.answeredAt : null) ?? scene.centre.now();
    const talked = call.phase === 'talking' ? span(scene.centre.now() - until) : '-';
    const who = `${escapeHtml(call.caller)} ${NBSP}`;
    const entered = wallClock(scene, call.enteredAt, 'HH:mm:ss');
    const waited = span(until - call.enteredAt);
    return [icon(call), queueName(scene, call), who, entered, NBSP, waited, talked, agentOf(scene, call), '', '', NBSP];
  });
  return { titles: callTitles, rows };
}

const agentTitles = [NBSP, NBSP, `Agent ${NBSP}`, `Last logon ${NBSP}`, 'Queue(s):', `Extension ${NBSP}`];
agentTitles.push(`On pause ${NBSP}`, 'Srv', 'Last call', 'On queue', NBSP);

/** `RTAgentsLoggedIn`: sessions as the page shows them. */
export function rtAgentsLoggedIn(scene: Scene): Block {
  const rows = sessionsOf(scene).map(({ agent, queueIds }) => {
    const pause = pauseOf(scene.centre, agent);
    const queues = queueIds.map((id) => escapeHtml(scene.queues.find((queue) => queue.id === id)?.name ?? id));
    const logon = agent.loggedInSince === null ? NBSP : wallClock(scene, agent.loggedInSince, 'dd/MM - HH:mm:ss');
    const paused = pause === null ? '-' : wallClock(scene, pause.since, 'HH:mm');
    const session = [logon, queues.join(', '), agent.extension || NBSP, paused, scene.settings.serverId, '', ''];
    return [NBSP, NBSP, escapeHtml(agentName(agent)), ...session, NBSP];
  });
  return { titles: agentTitles, rows };
}

const icon = (call: CentreContact): string => (call.direction === 'in' ? '<img src="in.png">' : '<img src="out.png">');

function queueName(scene: Scene, call: CentreContact): string {
  return escapeHtml(scene.queues.find((queue) => queue.id === call.queueId)?.name ?? call.queueId);
}

function agentOf(scene: Scene, call: CentreContact): string {
  const agent = scene.centre.agents.find((one) => one.id === call.agentId);
  return call.phase === 'talking' && agent ? escapeHtml(agentName(agent)) : NBSP;
}

function wallClock(scene: Scene, instant: number, format: string): string {
  return DateTime.fromMillis(instant, { zone: scene.centre.timeZone }).toFormat(format);
}

/** `m:ss`, or `h:mm:ss` past the hour. */
function span(durationMs: number): string {
  const duration = Duration.fromMillis(Math.max(0, durationMs));
  return duration.toFormat(durationMs >= 3_600_000 ? 'h:mm:ss' : 'm:ss');
}
