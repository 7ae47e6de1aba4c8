import type { AgentRecord } from '@/lib/floor/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { type AgentChoices, isCommandRefused } from '@/server/vendors/command';
import { nativeIdOf } from '@/server/vendors/order-parts';
import { readRecord } from './client';
import { sinceDayStart } from './feeds';
import { breakTimes, type Presence } from './payloads';
import { agentPath, readPresences } from './presences';
import type { SinchContext } from './session';
import { wordOf } from './words';

/** Absences are the reasons of a pause; queues are those the agent is configured for. */
export async function choices(context: SinchContext, agent: AgentRecord): Promise<AgentChoices> {
  const path = agentPath(nativeIdOf(agent));
  const [profiles, breakLeftMs] = await allOrNone<[Presence[], number | null]>(context.signal, [
    (signal) => readPresences({ ...context, signal }, path),
    (signal) => readBreakLeft({ ...context, signal }, path),
  ]);
  const absences = profiles.filter(({ type }) => wordOf(type) === 'absence');
  return {
    pauseReasons: absences.map(({ id, name }) => ({ code: id, label: name?.trim() || id })),
    queues: null,
    breakLeftMs,
  };
}

/** What is left of the day's configured pause; null where none is configured, or this account may not see it. */
async function readBreakLeft(context: SinchContext, path: string): Promise<number | null> {
  try {
    const { dailyPauseDuration, pauseTime } = await sinceDayStart(context, ({ start }) =>
      readRecord(context, context.signal, path, breakTimes, [start, ['showQueueInfo', '0']]),
    );
    return dailyPauseDuration && pauseTime !== null ? Math.max(0, dailyPauseDuration - pauseTime) : null;
  } catch (error) {
    if (isCommandRefused(error)) return null;
    throw error;
  }
}
