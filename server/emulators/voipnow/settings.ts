import type { CallbackLine } from '@/server/emulators/callbacks/callback-line';
import type { DateTimeForm } from '@/server/emulators/date-time-text';

/**
 * What stands around a list: `[…]`, `[{ "entry": […] }]`, `{ "entry": […] }` or `{ "entry": { "<id>": … } }`. Vendor
 * pages and clients show all four.
 */
export type ListForm = 'array' | 'entry-in-array' | 'entry' | 'entry-by-id';

export interface VoipnowOptions {
  /** Life of a token; documented as one hour, on an older page as two. */
  readonly tokenLifeMs?: number;
  /** What stands around the agents of a queue. */
  readonly agentsForm?: ListForm;
  /** What stands around calls and call events. */
  readonly listsForm?: ListForm;
  /** What a change is answered with: an array of the one resource, or 204 and nothing. */
  readonly changeReply?: 'array' | 'empty';
  /** The form of `published` and `answered`, which no document tells. */
  readonly times?: DateTimeForm | 'seconds';
  /** Whether a queue's call counts as answered while it rings at an agent; no document tells. */
  readonly answersByRinging?: boolean;
  /** The user who owns everything here. */
  readonly userId?: string;
  /** Agents (by their id in the centre) who are reached at a number outside and have no extension. */
  readonly remoteAgentIds?: readonly string[];
  /** The way out for call events; null = none are sent. */
  readonly callbacks?: CallbackLine | null;
}

export type VoipnowSettings = Required<VoipnowOptions>;

export function settingsFor(options: VoipnowOptions): VoipnowSettings {
  return {
    tokenLifeMs: 3_600_000,
    agentsForm: 'entry-in-array',
    listsForm: 'entry',
    changeReply: 'array',
    times: 'utc',
    answersByRinging: false,
    userId: '3',
    remoteAgentIds: [],
    callbacks: null,
    ...options,
  };
}
