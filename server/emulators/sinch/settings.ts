export interface SinchGroup {
  readonly id: string;
  readonly name: string;
  readonly queueIds: readonly string[];
}

export interface SinchOptions {
  /** What stands before `/rmi`, `/RI/rmi` and `/ecfs`; '' for the root. */
  readonly basePath?: string;
  /** Life of an ECFS session from its start; the real one is not published. */
  readonly sessionMs?: number;
  /** Every third queue lacks the `…Current` fields, as one does in the vendor's example. */
  readonly someWithoutInQueueCurrent?: boolean;
  /** Every fifth contact lacks `arrivalQueueTime`, which has been seen. */
  readonly someWithoutArrivalQueueTime?: boolean;
  /** Refuses `/agents` without `startTime`, which the document requires and the real system does not. */
  readonly requireStartTime?: boolean;
  /** Chats an agent may hold at once; below that the agent stays Free. */
  readonly chatCapacity?: number;
  /** Agents (their ids) whom the account may not manage: `manageable` and `manageablePresence` are false. */
  readonly unmanageable?: readonly string[];
  /** Queues (their ids) that agents cannot log in to or out of: `canChangeQueueLogin` is false. */
  readonly fixedQueues?: readonly string[];
  /** Whether `Ready` ends an absence as well; the profile and the ready state are two switches unless told otherwise. */
  readonly readyEndsAbsence?: boolean;
  /** Memberships, as `{agent}/{queue}` in their own ids, that some other system serves from the start: `externalServing` is true. */
  readonly externallyServed?: readonly string[];
  /** Queue groups beside ALL_QUEUES; by default one per channel. */
  readonly groups?: readonly SinchGroup[] | null;
}

export type SinchSettings = Required<SinchOptions>;

export function sinchSettings(options: SinchOptions): SinchSettings {
  return {
    basePath: '',
    sessionMs: 30 * 60_000,
    someWithoutInQueueCurrent: false,
    someWithoutArrivalQueueTime: false,
    requireStartTime: false,
    chatCapacity: 3,
    unmanageable: [],
    fixedQueues: [],
    readyEndsAbsence: false,
    externallyServed: [],
    groups: null,
    ...options,
  };
}
