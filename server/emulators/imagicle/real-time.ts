import type { Centre, CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import { dateTimeText } from '@/server/emulators/date-time-text';
import { membersOf } from './queues';
import type { ImagicleSettings } from './settings';

const channelsOfSite = 60;
const loginStatus = { none: 0, loggedOut: 1, ready: 2, pause: 3, wrapUp: 4 } as const;

/** Schema RealTimeStatistics of one queue. */
export function realTimeStatistics(centre: Centre, settings: ImagicleSettings, queue: CentreQueue) {
  const live = centre.liveContacts();
  const here = live.filter((contact) => contact.queueId === queue.id);
  const served = here.filter((contact) => contact.phase === 'talking');
  const waiting = here.filter((contact) => contact.phase === 'waiting' || contact.phase === 'ringing');
  return {
    isOpen: queue.isOpen,
    isManualMode: false,
    callsBeingServed: served.length,
    availableChannels: Math.max(0, channelsOfSite - live.filter((contact) => contact.phase !== 'wrap-up').length),
    agents: membersOf(centre, queue.id).map((agent) => agentObject(centre, settings, queue, agent)),
    waitingCalls: waiting
      .toSorted((a, b) => a.enteredAt - b.enteredAt)
      .map((contact) => callObject(centre, settings, contact)),
  };
}

function agentObject(centre: Centre, settings: ImagicleSettings, queue: CentreQueue, agent: CentreAgent) {
  const status = statusIn(queue, agent);
  const { wrapUpEndsAt } = agent;
  const pauseCode = agent.pendingPause ?? agent.pauseCode;
  const time = (at: number) => dateTimeText(at, settings.dateTimes, centre.timeZone);
  return {
    username: agent.username,
    telephoneAddress: agent.extension,
    loginStatus: status,
    isAvailable: status === loginStatus.ready && (agent.state === 'idle' || agent.state === 'ringing'),
    isBusy: agent.state === 'talking',
    currentStatusStartTime: time(agent.stateSince),
    ...(status === loginStatus.wrapUp && wrapUpEndsAt !== null ? { wrapupEnd: time(wrapUpEndsAt) } : {}),
    ...(status === loginStatus.pause ? { pauseReason: pauseName(centre, pauseCode) } : {}),
  };
}

/** Log-in is per queue; a pause asked for during a call shows at once. */
function statusIn(queue: CentreQueue, agent: CentreAgent): number {
  if (!agent.joined.includes(queue.id)) return loginStatus.loggedOut;
  if (agent.state === 'paused' || agent.pendingPause !== null) return loginStatus.pause;
  return agent.state === 'wrap-up' ? loginStatus.wrapUp : loginStatus.ready;
}

function pauseName(centre: Centre, code: string | null): string {
  return centre.pauseCodes.find((known) => known.code === code)?.name ?? '';
}

function callObject(centre: Centre, settings: ImagicleSettings, contact: CentreContact) {
  const agent = contact.agentId === null ? undefined : centre.agents.find(({ id }) => id === contact.agentId);
  return {
    id: contact.id,
    waitingStartTime: dateTimeText(contact.enteredAt, settings.dateTimes, centre.timeZone),
    caller: callerObject(contact),
    isBeingTransferred: contact.phase === 'ringing',
    ...(agent ? { bookedBy: { username: agent.username, telephoneAddress: agent.extension } } : {}),
  };
}

function callerObject({ caller, callerName, isVip }: CentreContact) {
  const isHidden = caller === 'anonymous';
  const [firstName, ...rest] = callerName?.split(' ') ?? [];
  return {
    number: isHidden ? '' : caller,
    displayName: callerName ?? '',
    ...(firstName ? { firstName, lastName: rest.join(' ') } : {}),
    ...(isVip ? { company: 'Accademia Mòra & C.' } : {}),
    ...(isHidden ? {} : { country: 'IT' }),
    isInternal: false,
    isVip,
  };
}
