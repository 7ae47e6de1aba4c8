/** What a command may carry besides whom it is aimed at. */
export const commandFields = ['reason', 'queue', 'level', 'to', 'code', 'number', 'text', 'extension'] as const;
export type CommandField = (typeof commandFields)[number];

export type CommandTarget = 'agent' | 'contact' | 'queue' | 'source';

export interface CommandProfile {
  readonly target: CommandTarget;
  /** On a button. */
  readonly label: string;
  /** What it cannot do without. */
  readonly needs: readonly CommandField[];
  readonly may?: readonly CommandField[];
  /** Asked twice before it is sent: it cannot be taken back, or somebody hears it. */
  readonly isGrave?: true;
  /** Of these, what cannot be taken back. */
  readonly isFinal?: true;
}

/**
 * Everything that can be asked of a vendor, in the words of the house; a new command is one line here and one in each
 * driver that can do it. `reason` is the vendor's code of a pause, `queue` the id of a queue on the floor, `to` and
 * `number` are dialled, `extension` is that of whoever listens, `code` an outcome or a feature.
 */
export const commandActions = {
  ready: { target: 'agent', label: 'Ready', needs: [] },
  pause: { target: 'agent', label: 'Pause', needs: [], may: ['reason'] },
  login: { target: 'agent', label: 'Log in', needs: [], may: ['extension'] },
  logout: { target: 'agent', label: 'Log out', needs: [] },
  join: { target: 'agent', label: 'Join queue', needs: ['queue'], may: ['level'] },
  leave: { target: 'agent', label: 'Leave queue', needs: ['queue'] },
  'pause-in-queue': { target: 'agent', label: 'Pause in queue', needs: ['queue'] },
  assign: { target: 'agent', label: 'Add to queue', needs: ['queue'], may: ['level'] },
  unassign: { target: 'agent', label: 'Remove from queue', needs: ['queue'] },
  dial: { target: 'agent', label: 'Dial', needs: ['number', 'queue'], isGrave: true },
  'send-text': { target: 'agent', label: 'Send text to the phone', needs: ['text'] },
  'message-agent': { target: 'agent', label: 'Message', needs: ['text'] },
  'message-queue': { target: 'queue', label: 'Message everyone in the queue', needs: ['text'] },
  'message-location': { target: 'source', label: 'Message a location', needs: ['text', 'to'] },
  'message-supervisor': { target: 'source', label: 'Message whom a supervisor leads', needs: ['text', 'to'] },
  'message-everyone': { target: 'source', label: 'Message everyone', needs: ['text'], isGrave: true, isFinal: true },
  'hang-up': { target: 'contact', label: 'Hang up', needs: [], isGrave: true, isFinal: true },
  transfer: { target: 'contact', label: 'Transfer', needs: ['to'], isGrave: true, isFinal: true },
  'transfer-to-voicemail': {
    target: 'contact',
    label: 'Transfer to voicemail',
    needs: ['to'],
    isGrave: true,
    isFinal: true,
  },
  listen: { target: 'contact', label: 'Listen', needs: ['extension'], isGrave: true },
  whisper: { target: 'contact', label: 'Whisper', needs: ['extension'], isGrave: true },
  'barge-in': { target: 'contact', label: 'Barge in', needs: ['extension'], isGrave: true },
  'pick-up': { target: 'contact', label: 'Pick up', needs: ['extension'], isGrave: true },
  hold: { target: 'contact', label: 'Hold', needs: [] },
  resume: { target: 'contact', label: 'Take off hold', needs: [] },
  park: { target: 'contact', label: 'Park', needs: [] },
  unpark: { target: 'contact', label: 'Unpark', needs: [] },
  record: { target: 'contact', label: 'Record', needs: [] },
  'stop-recording': { target: 'contact', label: 'Stop recording', needs: [] },
  'set-outcome': { target: 'contact', label: 'Set outcome', needs: ['code'] },
  'add-feature': { target: 'contact', label: 'Add feature', needs: ['code'] },
  'remove-feature': { target: 'contact', label: 'Remove feature', needs: ['code'] },
} as const satisfies Readonly<Record<string, CommandProfile>>;

export type CommandAction = keyof typeof commandActions;
export const commandNames = Object.keys(commandActions) as CommandAction[];

/** Those that change what an agent declared: of these only one can be pending for an agent. */
export const readinessActions: readonly CommandAction[] = ['ready', 'pause', 'login', 'logout'];

/** So many can be asked for in one request. */
export const mostAtOnce = 200;

/** Those about one queue of an agent. */
export const queueActions = [
  'join',
  'leave',
  'pause-in-queue',
  'assign',
  'unassign',
] as const satisfies readonly CommandAction[];
export type QueueAction = (typeof queueActions)[number];

/** Those about who belongs to a queue where that is another thing than who serves it: they ask for the right to edit queues. */
export const assignmentActions: readonly CommandAction[] = ['assign', 'unassign'];

export function isQueueAction(action: string): action is QueueAction {
  return (queueActions as readonly string[]).includes(action);
}

/** Whether a level may be chosen for it, where the vendor has some. */
export const takesLevel = (action: CommandAction) =>
  (commandActions[action] as CommandProfile).may?.includes('level') ?? false;

/** Those that only say something to people. */
export const messageActions: readonly CommandAction[] = [
  'send-text',
  'message-agent',
  'message-queue',
  'message-location',
  'message-supervisor',
  'message-everyone',
];

/** What is known of a command; for one that only another release knows, undefined. */
export function commandProfile(action: string): CommandProfile | undefined {
  return Object.hasOwn(commandActions, action) ? commandActions[action as CommandAction] : undefined;
}
