import { randomBytes } from 'node:crypto';
import type { Centre, EditRecord } from '@/server/emulators/centre-types';
import { type Clock, systemClock } from '@/server/ports';
import type { QmUser } from './users';

/** A queue of the configuration that stands for several queues of the PBX. */
export interface CompositeQueue {
  readonly name: string;
  readonly queueIds: readonly string[];
}

export interface QueuemetricsOptions {
  /** Where the web application is mounted; '' for the root. */
  readonly contextPath?: string;
  /** What wrong credentials get: 501 has been seen, newer releases may differ. */
  readonly authFailureStatus?: 401 | 501;
  /** `ACB_serverId` of a cluster member; '' on a single PBX. */
  readonly serverId?: string;
  /** One raw agent row per queue instead of one with the queues joined by `:`. */
  readonly sessionPerQueue?: boolean;
  /** Title of the second column of `RtCallsRaw`, whose real name is not published. */
  readonly callIdTitle?: string;
  readonly composites?: readonly CompositeQueue[];
  /** `OK` means queued to the PBX: commands take effect this much later, on `clock`. */
  readonly commandDelayMs?: number;
  readonly clock?: Clock;
  /** The manual lists the target of an action as `targetext` and sends it as `targettext`: the one that is read. */
  readonly targetField?: 'targetext' | 'targettext';
  /** What becomes of a PBX action with a field the server does not know, the other spelling included. */
  readonly unknownFields?: 'refused' | 'ignored';
  /** Who may sign in to it besides the account drivers use; all agents and an administrator unless told otherwise. */
  readonly users?: readonly QmUser[] | null;
  /** Keys of the account drivers use, space-separated; without `EDIT_CFG` it cannot save properties. */
  readonly robotKeys?: string;
  /** How an editor says that it cannot save: a 500 with the reason alone or in a page, or a 200 with `error` in JSON. */
  readonly editorFailures?: 'text' | 'page' | 'body';
  /** What becomes of a field that a commit leaves out: the manual has the whole record sent. */
  readonly missingFields?: 'blanked' | 'kept';
  readonly synchronizerMode?: string;
  /** Makes the password of a user for whom none is given. */
  readonly makePassword?: () => string;
  /** Told how somebody else edits a record. */
  readonly letEdit?: (edit: EditRecord) => void;
}

export type QmSettings = Required<QueuemetricsOptions>;

export function settingsFor(centre: Centre, options: QueuemetricsOptions): QmSettings {
  return {
    contextPath: '/queuemetrics',
    authFailureStatus: 501,
    serverId: '',
    sessionPerQueue: false,
    callIdTitle: 'RT_callid',
    composites: [{ name: '00 All', queueIds: centre.queues.map((queue) => queue.id) }],
    commandDelayMs: 1_500,
    clock: systemClock,
    targetField: 'targetext',
    unknownFields: 'refused',
    users: null,
    robotKeys: 'USER ROBOT USR_AMO EDIT_CFG',
    editorFailures: 'text',
    missingFields: 'blanked',
    synchronizerMode: 'CR_UPD_DEL_USR',
    makePassword: () => randomBytes(20).toString('hex'),
    letEdit: () => undefined,
    ...options,
  };
}
