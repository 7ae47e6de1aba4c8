import { copyOfNumber } from './extended-numbers';
import { handlingOf, meanHandlingMs } from './handling';
import { createPersonMaker, type Person } from './people';
import { onDutyAtPeak, planShiftStarts, presence } from './roster';
import type { SeededRandom } from './seeded-random';
import type { QueuePlan, SitePlan, TeamPlan } from './sites';
import type { AgentDesk, QueueLine } from './world';

const helperLevel = 3;

export interface Scale {
  /** Multiplies the number of agents; each team keeps its share. */
  readonly agents: number;
  /** Multiplies the number of queues, in whole copies of the site's teams. */
  readonly queues: number;
}

export interface Staffed {
  readonly queues: QueueLine[];
  readonly agents: AgentDesk[];
}

interface StaffedTeam {
  readonly plan: TeamPlan;
  readonly agents: number;
}

/** Hires a site's people and opens its queues, with demand to match what they can carry. */
export function staffSite(site: SitePlan, scale: Scale, handlingScale: number, random: SeededRandom): Staffed {
  const teams = scaleTeams(site, scale);
  const queues = teams.flatMap(({ plan }) => plan.queues.map(openQueue));
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  const makePerson = createPersonMaker(site.names, random);
  const agents: AgentDesk[] = [];
  for (const team of teams) {
    planShiftStarts(team.agents).forEach((shiftStartHour, index) => {
      const desk = hire(site, team.plan, { index, place: agents.length, shiftStartHour }, makePerson());
      for (const { queueId } of desk.memberOf) byId.get(queueId)?.members.push(desk);
      agents.push(desk);
    });
    setDemand(team, byId, handlingScale);
  }
  return { queues, agents };
}

function scaleTeams(site: SitePlan, scale: Scale): StaffedTeam[] {
  const copies = Math.max(1, Math.round(scale.queues));
  const siteAgents = site.teams.reduce((sum, team) => sum + team.agents, 0);
  const wanted = Math.max(1, Math.round(siteAgents * scale.agents));
  const teams = Array.from({ length: copies }, (_, copy) => site.teams.map((team) => copyTeam(team, copy))).flat();
  let given = 0;
  let share = 0;
  return teams.map((plan) => {
    share += (plan.agents / (siteAgents * copies)) * wanted;
    const agents = Math.round(share) - given;
    given += agents;
    return { plan, agents };
  });
}

function copyTeam(team: TeamPlan, copy: number): TeamPlan {
  if (copy === 0) return team;
  const copyId = (id: string) => String(Number(id) + 1000 * copy);
  return {
    ...team,
    name: `${team.name} ${copy + 1}`,
    ...(team.helps ? { helps: team.helps.map(copyId) } : {}),
    queues: team.queues.map((queue) => ({
      ...queue,
      id: copyId(queue.id),
      name: `${queue.name} ${copy + 1}`,
      number: copyOfNumber(queue.number, copy) ?? `${queue.number}${String(copy).padStart(3, '0')}`,
    })),
  };
}

/** A queue nobody serves yet and nobody calls. */
export function openQueue(plan: QueuePlan): QueueLine {
  const channel = plan.channel ?? 'phone';
  const { answerWithinMs, shortAbandonMs, maxWaiting } = handlingOf[channel];
  const outbound = plan.outbound ?? false;
  const { id, name, number } = plan;
  return {
    ...{ id, name, number, channel, outbound, answerWithinMs, shortAbandonMs, plan },
    ...{ isOpen: true, members: [], waiting: [], maxWaiting, peakRate: 0, surge: 1 },
  };
}

/** Where somebody sits: in the team, at the site, and from when. */
interface Post {
  readonly index: number;
  readonly place: number;
  readonly shiftStartHour: number;
}

function hire(site: SitePlan, team: TeamPlan, { index, place, shiftStartHour }: Post, made: Person): AgentDesk {
  const number = site.firstAgentId + place;
  const person = site.alsoElsewhere?.[place] ?? { ...made, email: `${made.username}@${site.mailDomain}` };
  const extension = site.extensionOf?.(place) ?? String(number + 4000);
  const own = team.queues.map((queue, at) => ({ queueId: queue.id, level: 1 + ((index + at) % 2) }));
  const helps = index % 3 === 0 ? (team.helps ?? []).map((queueId) => ({ queueId, level: helperLevel })) : [];
  return openDesk({
    ...{ id: String(number), ...person, displayName: null, extension, shiftStartHour },
    ...{ team: team.name, location: team.location, memberOf: [...own, ...helps] },
  });
}

type Newcomer = Pick<
  AgentDesk,
  | ('id' | 'firstName' | 'lastName' | 'displayName' | 'username' | 'email' | 'extension' | 'team' | 'location')
  | ('memberOf' | 'shiftStartHour')
>;

/** Somebody who has not come to work yet. */
export function openDesk(newcomer: Newcomer): AgentDesk {
  return {
    ...newcomer,
    ...{ joined: [], joinedLevels: {}, pauses: [], pausedIn: [], state: 'logged-out', stateSince: 0 },
    ...{ loggedInSince: null, pendingPause: null, pauseCode: null, pausedSince: null, contactIds: [] },
    ...{ wrapUpEndsAt: null, handledToday: 0, held: [], pendingLogout: false, pendingPauseMs: null },
    ...{ pendingBreakMs: null, shiftTurn: 0, pauseTurn: 0 },
  };
}

/** Square-root staffing: the smaller the team, the more slack it keeps. */
function setDemand(team: StaffedTeam, queues: ReadonlyMap<string, QueueLine>, handlingScale: number): void {
  const present = onDutyAtPeak(team.agents) * presence;
  const utilisation = 1 / (1 + 1.1 / Math.sqrt(Math.max(present, 1)));
  const weights = team.plan.queues.reduce((sum, queue) => sum + (queue.weight ?? 1), 0);
  for (const plan of team.plan.queues) {
    const line = queues.get(plan.id);
    if (!line) continue;
    const atOnce = 1 + (handlingOf[line.channel].atOnce - 1) * 0.7;
    const capacity = present * atOnce * ((plan.weight ?? 1) / weights);
    const handlingMs = meanHandlingMs(line.channel, plan.talkSeconds * 1000, handlingScale);
    line.peakRate = (capacity * utilisation * (plan.stress ?? 1)) / handlingMs;
  }
}
