import type { CommandAction } from '@/lib/commands/actions';

/** One command that is about to be asked for, of one target. */
export interface CommandAsk {
  readonly action: CommandAction;
  readonly targetId: string;
  readonly sourceId: string;
  /** As in a sentence: “Anna Rossi”, “the call of 0521 123 with Anna Rossi”. */
  readonly target: string;
  /** Known already, as the queue of a membership. */
  readonly fields?: Readonly<Record<string, string>>;
  /** In place of the command's own words, as “Leave Billing”. */
  readonly title?: string;
}
