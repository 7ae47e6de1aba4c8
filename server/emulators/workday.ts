import { dayMs, hourMs, minuteMs } from './day-shape';
import { signOff, signOn, startPause, stepOut } from './desk';
import { shiftHours } from './roster';
import { type AgentDesk, after, type World } from './world';

/** Starts the daily round of an agent's shifts; one who is in the middle of a shift signs on at once. */
export function planShifts(world: World, agent: AgentDesk): void {
  const elapsedMs = ((world.local.hourAt(world.now) - agent.shiftStartHour + 24) % 24) * hourMs;
  if (elapsedMs < shiftHours * hourMs) startShift(world, agent, elapsedMs);
  planNextShift(world, agent);
}

function planNextShift(world: World, agent: AgentDesk): void {
  const startAt = world.local.nextAt(world.now, agent.shiftStartHour);
  world.events.schedule(startAt, () => {
    if (!isEmployed(world, agent)) return;
    after(world, world.random.between(0, 6 * minuteMs), () => startShift(world, agent, 0));
    planNextShift(world, agent);
  });
}

/** Somebody may be gone for good meanwhile. */
const isEmployed = (world: World, agent: AgentDesk): boolean => world.agentById.get(agent.id) === agent;

function startShift(world: World, agent: AgentDesk, elapsedMs: number): void {
  if (agent.loggedInSince !== null || !isEmployed(world, agent)) return;
  const { random, site } = world;
  signOn(world, agent);
  const turn = agent.shiftTurn;
  const onShift = (atMs: number, run: () => void) => {
    if (atMs < elapsedMs) return;
    after(world, atMs - elapsedMs, () => {
      if (agent.shiftTurn === turn) run();
    });
  };
  const rest = (hour: number, code: string | undefined, minutes: number) =>
    onShift(hour * hourMs, () => takeBreak(world, agent, code, minutes * random.between(0.7, 1.25)));
  rest(random.between(1.4, 2.4), site.pauses?.coffee, 12);
  rest(random.between(3.4, 5), site.pauses?.lunch, 33);
  rest(random.between(6, 7.2), site.pauses?.coffee, 12);
  onShift((shiftHours + random.between(-0.05, 0.15)) * hourMs, () => signOff(world, agent));
  planShortPause(world, agent, turn);
  world.offerWork(agent);
}

/** Without a code the system has no pause: who takes a break logs out. */
function takeBreak(world: World, agent: AgentDesk, code: string | undefined, minutes: number): void {
  if (code === undefined) stepOut(world, agent, minutes * minuteMs);
  else if (agent.pausedSince === null && agent.pendingPause === null) {
    const isKnown = world.pauseCodes.some((known) => known.code === code);
    startPause(world, agent, isKnown ? code : '', minutes * minuteMs);
  }
}

function planShortPause(world: World, agent: AgentDesk, turn: number): void {
  after(world, world.random.exponential((world.site.shortBreakEveryMinutes ?? 75) * minuteMs), () => {
    if (agent.shiftTurn !== turn) return;
    const { random, site } = world;
    takeBreak(world, agent, site.pauses ? random.pick(site.pauses.short) : undefined, random.between(1, 6));
    planShortPause(world, agent, turn);
  });
}

/** At each local midnight today's counts start again. */
export function planMidnight(world: World): void {
  world.events.schedule(world.local.nextAt(world.now, 0), () => {
    for (const agent of world.agents) agent.handledToday = 0;
    planMidnight(world);
  });
}

/** Keeps a little more than a day of ended contacts. */
export function planForgetting(world: World): void {
  after(world, hourMs, () => {
    const oldest = world.now - dayMs - 2 * hourMs;
    const keepFrom = world.ended.findIndex((contact) => (contact.endedAt ?? 0) >= oldest);
    world.ended = keepFrom === -1 ? [] : world.ended.slice(keepFrom);
    planForgetting(world);
  });
}

/** Somebody logged the agent in outside a shift: the day lasts as long as a shift. */
export function signOnByCommand(world: World, agent: AgentDesk, queueIds?: readonly string[]): void {
  signOn(world, agent, queueIds);
  const turn = agent.shiftTurn;
  after(world, shiftHours * hourMs, () => {
    if (agent.shiftTurn === turn) signOff(world, agent);
  });
  world.offerWork(agent);
}
