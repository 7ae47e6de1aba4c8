import { unknownToday } from '@/lib/floor/unknown-fields';
import type { Slices } from '@/server/vendors/vendor';
import type { SliceTables } from './slice-tables';

const fields = Object.keys(unknownToday) as (keyof typeof unknownToday)[];

/** The day's counts as they stood before, for as long as the feed that tells them has not answered: they have their own age. */
export function withPastCounts(slices: Slices, before: SliceTables): Slices {
  const { queues, agents } = slices;
  return {
    ...slices,
    ...(queues && {
      queues: queues.map((queue) => {
        const past = before.queues?.get(queue.id);
        return past ? { ...queue, ...Object.fromEntries(fields.map((field) => [field, past[field]])) } : queue;
      }),
    }),
    ...(agents && {
      agents: agents.map((agent) => ({
        ...agent,
        handledToday: agent.handledToday ?? before.agents?.get(agent.id)?.handledToday ?? null,
      })),
    }),
  };
}
