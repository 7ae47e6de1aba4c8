import type { EpochMs } from '@/lib/floor/records';
import type { Centre } from '@/server/emulators/centre-types';
import type { Clock } from '@/server/ports';
import { type CommandJournal, createCommandJournal } from './command-journal';
import { commandFaults, type Fault, type FaultKind, type FaultOf } from './faults';

/** A fault with when it was set and how many requests it still meets (null = no limit). */
export interface SetFault {
  readonly fault: Fault;
  readonly since: EpochMs;
  readonly left: number | null;
}

/** What the control door and the layer in front of one source's face know together. */
export interface FaultBook {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly SetFault[];
  /** The faults that meet a request for `target` (path and query); counts it against their limits. */
  meet(target: string): readonly SetFault[];
  /** The same for a request that turned out to be a command, and the faults of commands. */
  meetCommand(target: string): readonly SetFault[];
  readonly journal: CommandJournal;
  /** The layer says whose centre it is that people at the phones act on. */
  seat(centre: Centre): void;
  centre(): Centre | null;
}

interface Entry {
  fault: Fault;
  since: EpochMs;
  left: number | null;
}

/** An empty book; a later fault of a kind replaces an earlier one for the same path. */
export function createFaultBook(clock: Pick<Clock, 'now'>): FaultBook {
  let entries: Entry[] = [];
  let seated: Centre | null = null;

  function current(): readonly Entry[] {
    entries = entries.filter((entry) => entry.left !== 0 && !isOver(entry, clock.now()));
    return entries;
  }

  function meet(target: string, isCommand: boolean): readonly SetFault[] {
    const met = current().filter(
      ({ fault }) => commandFaults.includes(fault.fault) === isCommand && isFor(fault, target),
    );
    for (const entry of met) if (entry.left !== null) entry.left -= 1;
    return met;
  }

  return {
    add: (fault) => {
      const others = entries.filter(
        (entry) => entry.fault.fault !== fault.fault || pathOf(entry.fault) !== pathOf(fault),
      );
      entries = [...others, { fault, since: clock.now(), left: limitOf(fault, 'times') ?? null }];
    },
    clear: () => {
      entries = [];
    },
    list: () => current().map((entry) => ({ ...entry })),
    meet: (target) => meet(target, false),
    meetCommand: (target) => meet(target, true),
    journal: createCommandJournal(clock),
    seat: (centre) => {
      seated = centre;
    },
    centre: () => seated,
  };
}

/** The fault of this kind among those met; null when there is none. */
export function faultOf<Kind extends FaultKind>(faults: readonly SetFault[], kind: Kind): FaultOf<Kind> | null {
  for (const { fault } of faults) if (fault.fault === kind) return fault as FaultOf<Kind>;
  return null;
}

function isOver({ fault, since }: Entry, now: EpochMs): boolean {
  const forMs = limitOf(fault, 'forMs');
  return forMs !== undefined && now >= since + forMs;
}

function limitOf(fault: Fault, limit: 'times' | 'forMs'): number | undefined {
  return fault.fault === 'refuse' ? undefined : fault[limit];
}

function pathOf(fault: Fault): string | undefined {
  return fault.fault === 'refuse' ? undefined : fault.path;
}

function isFor(fault: Fault, target: string): boolean {
  const path = pathOf(fault);
  return path === undefined || new RegExp(path).test(target);
}
