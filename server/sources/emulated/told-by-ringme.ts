import { noDialCodes, unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { begunAtPhone } from '@/server/emulators/live-calls';
import {
  agentsBy,
  byKey,
  type CentreTruth,
  contactsBy,
  membershipsBy,
  type Retell,
  type ToldAgent,
  type ToldContact,
  tellAgent,
  tellContact,
} from './centre-truth';

/** As long as nothing was heard: who is logged in is told by callbacks alone, and who waits by nothing. */
export const toldByRingme: Retell = (truth, before) => ({
  agents: agentsBy(truth, (agent) => ringmeAgent(agent, truth, before?.agents[agent.extension])),
  queues: byKey(truth.centre.queues, ({ name }) => [
    name,
    {
      ...{ name, channel: 'phone', problem: null, ...unknownNow, ...unknownToday },
      ...{ answerWithinMs: null, shortAbandonMs: null, serviceLevelTarget: null, ...noDialCodes },
    } as const,
  ]),
  memberships: membershipsBy(truth, () => ({ serving: null, readiness: null, level: null, canChange: false })),
  contacts: contactsBy(
    truth.live.filter(({ phase, agentId }) => agentId !== null && phase !== 'wrap-up'),
    (contact) => ringmeContact(contact, truth),
  ),
});

function ringmeAgent(agent: CentreAgent, truth: CentreTruth, before: ToldAgent | undefined): ToldAgent {
  const told = tellAgent(agent, truth, { since: truth.dayStart, counts: () => true, measured: (ms) => ms });
  const state = told.state === 'busy' || told.state === 'ringing' ? told.state : 'unknown';
  const seenAt = before?.state === state ? before.stateSince : truth.now;
  return {
    ...told,
    ...{ team: null, location: null, readiness: 'unknown', state },
    stateSince: state === 'unknown' ? null : seenAt,
    stateSinceIsReceipt: true,
    ...{ pauseReason: null, wrapUpEndsAt: null, handledToday: null, canManageReadiness: false },
  };
}

/** A call begins at a phone when it rings there; through which queue it came is not told. */
function ringmeContact(contact: CentreContact, truth: CentreTruth): ToldContact {
  return { ...tellContact(contact, truth), queue: null, isVip: null, enteredAt: begunAtPhone(contact) };
}
