import { demandAt } from './day-shape';

export const shiftHours = 8.5;
/** Share of a shift that is not spent on breaks. */
export const presence = 0.87;

const slotsPerHour = 2;
const slots = 24 * slotsPerHour;
const shiftSlots = shiftHours * slotsPerHour;
const demand = Array.from({ length: slots }, (_, slot) => demandAt((slot + 0.5) / slotsPerHour));
const totalDemand = demand.reduce((sum, share) => sum + share, 0);

/** Agents on duty at the peak when `agents` people with one shift a day follow the day's demand. */
export function onDutyAtPeak(agents: number): number {
  return (agents * shiftSlots) / totalDemand;
}

/**
 * Shift starts (hours of the local day) for a team, so that the people on duty follow demand around the clock.
 * Greedy: each next person starts where the squared gap to demand shrinks most.
 */
export function planShiftStarts(agents: number): number[] {
  const peak = onDutyAtPeak(agents);
  const missing = demand.map((share) => share * peak);
  return Array.from({ length: agents }, () => {
    const start = bestStart(missing);
    for (let step = 0; step < shiftSlots; step += 1) {
      const slot = (start + step) % slots;
      missing[slot] = (missing[slot] ?? 0) - 1;
    }
    return start / slotsPerHour;
  });
}

function bestStart(missing: readonly number[]): number {
  let best = 0;
  let bestGain = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < slots; start += 1) {
    let gain = 0;
    for (let step = 0; step < shiftSlots; step += 1) gain += 2 * (missing[(start + step) % slots] ?? 0) - 1;
    if (gain > bestGain + 1e-9) {
      best = start;
      bestGain = gain;
    }
  }
  return best;
}
