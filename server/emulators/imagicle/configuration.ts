import type { Centre, CentreQueue } from '@/server/emulators/centre-types';
import { type ImagicleUser, officeUsers } from './users';

export const tenantId = '6a1f2b54-8f0e-4f39-9a57-0d5c2a77c0de';
/** What a queue has where it does not override it. */
export const inheritedPriority = 0;
export const inheritedMaxWaiting = 12;

/** A value of a queue's own; without `override` the suite's counts and this one does not. */
export interface Overridable<Value> {
  readonly value: Value;
  readonly override: boolean;
}

/** What the suite knows of a queue beside name and number. */
export interface QueueConfiguration {
  /** Telephone addresses beside the number. */
  readonly otherAddresses: readonly string[];
  readonly tenantId: string;
  readonly priority: Overridable<number>;
  readonly loginLogoutPhoneNumber: Overridable<string>;
  readonly maxWaitingCalls: Overridable<number>;
}

/** Whom something can be managed by, a queue or a service. */
export interface Managed {
  managers: readonly ImagicleUser[];
}

export interface IvrService extends Managed {
  readonly id: number;
  name: string;
  phoneNumber: string;
  tenantId: string;
}

interface QueueEntry extends Managed {
  configuration: QueueConfiguration;
  readonly prefix: string;
}

/** The configuration of one suite, wherever it is reached from. */
export interface Suite {
  entryOf(queue: CentreQueue): QueueEntry;
  /** Ids are never given twice. */
  nextQueueId(): number;
  nextServiceId(): number;
  readonly services: IvrService[];
}

const suites = new WeakMap<readonly CentreQueue[], Suite>();

/** The suite of a centre; its list of queues is the same one however the centre is told. */
export function suiteOf(centre: Centre, asking = 'callboard'): Suite {
  const known = suites.get(centre.queues);
  if (known) return known;
  const suite = openSuite(centre, asking);
  suites.set(centre.queues, suite);
  return suite;
}

function openSuite(centre: Centre, asking: string): Suite {
  const [self, elena] = officeUsers(asking);
  const entries = new WeakMap<CentreQueue, QueueEntry>();
  let prefixes = 0;
  const enter = (
    queue: CentreQueue,
    configuration: QueueConfiguration,
    managers: readonly (ImagicleUser | undefined)[],
  ) => {
    const entry = {
      configuration,
      prefix: `41578${prefixes++}`,
      managers: managers.filter((user) => user !== undefined),
    };
    entries.set(queue, entry);
    return entry;
  };
  centre.queues.forEach((queue, place) => {
    enter(queue, firstConfiguration(centre, place), place % 2 === 0 ? [elena, self] : [elena]);
  });
  let queueId = Math.max(561_800, ...centre.queues.map(({ id }) => Number(id))) + 10;
  let serviceId = 7002;
  return {
    entryOf: (queue) => entries.get(queue) ?? enter(queue, plainConfiguration, [self]),
    nextQueueId: () => queueId++,
    nextServiceId: () => ++serviceId,
    services: [
      { id: 7001, name: 'Benvenuto', phoneNumber: '668900', tenantId, managers: elena ? [elena] : [] },
      { id: 7002, name: 'Fuori orario / “festivi”', phoneNumber: '668901', tenantId, managers: self ? [self] : [] },
    ],
  };
}

export const plainConfiguration: QueueConfiguration = {
  otherAddresses: [],
  tenantId,
  priority: { value: 0, override: false },
  loginLogoutPhoneNumber: { value: '', override: false },
  maxWaitingCalls: { value: 0, override: false },
};

/** Every other queue has several addresses, the first one a limit of its own. */
function firstConfiguration(centre: Centre, place: number): QueueConfiguration {
  return {
    ...plainConfiguration,
    otherAddresses: place % 2 === 0 ? [] : [`coda${place + 1}@${centre.siteId}.example`],
    priority: { value: place, override: place > 0 },
    maxWaitingCalls: place === 0 ? { value: inheritedMaxWaiting, override: true } : plainConfiguration.maxWaitingCalls,
  };
}

/** How many may wait under a configuration; null = any number. */
export function maxWaitingOf({ maxWaitingCalls: { value, override } }: QueueConfiguration): number | null {
  if (!override) return inheritedMaxWaiting;
  return value === 0 ? null : value;
}
