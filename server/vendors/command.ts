import type { CommandAction, CommandField } from '@/lib/commands/actions';
import type { FieldValues } from '@/lib/editing/records';
import type { PolledFeedName } from '@/lib/floor/kinds';
import type { AgentRecord, ContactRecord, MembershipRecord, QueueRecord, RecordOf } from '@/lib/floor/records';
import type { FeedContext } from './vendor';

/** A command as a driver gets it: parsed, allowed, and aimed at records of this source as they stand on the floor. */
export interface Order {
  readonly action: CommandAction;
  /** Whom it is aimed at; of a command on a contact the agent who has it, if any. */
  readonly agent: AgentRecord | null;
  readonly contact: ContactRecord | null;
  /** The queue it is aimed at, or that of its field `queue`. */
  readonly queue: QueueRecord | null;
  /** Of the agent, on this source. */
  readonly memberships: readonly MembershipRecord[];
  readonly fields: { readonly [F in CommandField]?: string };
  /** The pause reason chosen, if one was: one of `choices`. */
  readonly reason: PauseReason | null;
}

export interface PauseReason {
  /** The vendor's own. */
  readonly code: string;
  readonly label: string;
}

/** A record that the floor must show before a command counts as done (rule I2). */
export type Expectation = {
  readonly [K in 'agents' | 'memberships' | 'contacts']: {
    readonly kind: K;
    readonly id: string;
    /** Fields as they must become; 'gone': no such record any more. */
    readonly becomes: Partial<RecordOf[K]> | 'gone';
    /** No such record is as good. */
    readonly orGone?: boolean;
    /** What is said when this one did not come about, e.g. the name of a queue. */
    readonly what: string;
  };
}['agents' | 'memberships' | 'contacts'];

export interface CommandContext<Settings, Secrets> extends FeedContext<Settings, Secrets> {
  readonly order: Order;
}

/**
 * A command that changes a record of the vendor's configuration, in the words of its `Editor`: the desk of changes
 * carries it out, so that it has the lock, the history and the undo of every other change.
 */
export type CommandEdit = {
  readonly kind: string;
  /** The queue of the floor that it is about. */
  readonly queueId: string;
} & (
  | { readonly operation: 'create'; readonly parentId: string | null; readonly values: FieldValues }
  | { readonly operation: 'remove'; readonly parentId: string | null; readonly id: string }
  | {
      /** Of the record that is this queue. */
      readonly operation: 'update';
      /** Pure: what is to stand in the fields that change, of those the record has now; the same again changes nothing. */
      change(values: FieldValues): FieldValues;
    }
);

interface CommandBase<Settings> {
  /** Pure: what the floor will show when it was done; null where it can show nothing of it (ends as `done`). */
  expects(order: Order, settings: Settings): readonly Expectation[] | null;
  /** The feeds to ask for what it did, where it is not `live` alone. */
  readonly shownBy?: readonly PolledFeedName[];
}

export interface SendingCommand<Settings, Secrets> extends CommandBase<Settings> {
  /**
   * Asks the vendor, once: nothing here is ever sent twice but what a 401 kept from being done (rule I3). Resolves when
   * the vendor accepted; throws `CommandRefused` when it said no, and VendorError when it is not known what it did.
   */
  send(context: CommandContext<Settings, Secrets>): Promise<void>;
  /** Pure: the calls that `send` makes to change something, a line each as of `callLine`, for a person to read beforehand. */
  calls?(order: Order, settings: Settings): readonly string[];
  readonly edits?: undefined;
}

export interface EditingCommand<Settings> extends CommandBase<Settings> {
  /** Pure: throws `CommandRefused` where it can be seen beforehand that it cannot be done. */
  edits(order: Order, settings: Settings): CommandEdit;
  readonly send?: undefined;
  readonly calls?: undefined;
}

/** One thing a vendor can do: by a call of its own, or by a change of its configuration. */
export type Command<Settings, Secrets> = SendingCommand<Settings, Secrets> | EditingCommand<Settings>;

export type Commands<Settings, Secrets> = { readonly [A in CommandAction]?: Command<Settings, Secrets> };

/** What an agent can choose from, at this vendor. */
export interface AgentChoices {
  readonly pauseReasons: readonly PauseReason[];
  /** Queues that may be joined, by their ids on the floor; null: those the agent is a member of. */
  readonly queues: readonly { readonly queueId: string; readonly levels: readonly PauseReason[] }[] | null;
  /** What is left of a break allowance, ms; null where the vendor has none. */
  readonly breakLeftMs: number | null;
  /** A pause without a reason is refused; not so unless told. */
  readonly needsReason?: boolean;
}

/** The vendor said no: nothing was done. `message` is our own sentence; what the vendor said goes in quotes, cleaned. */
export class CommandRefused extends Error {
  readonly isCommandRefused = true;
  constructor(message: string, vendorWords?: string) {
    const said = vendorWords === undefined ? '' : quoteVendor(vendorWords);
    super(said === '' ? message : `${message}: “${said}”`);
    this.name = 'CommandRefused';
  }
}

/** Recognises one across bundles, where `instanceof` fails. */
export function isCommandRefused(error: unknown): error is CommandRefused {
  return typeof error === 'object' && error !== null && 'isCommandRefused' in error;
}

const longestQuote = 160;

/** A vendor's words as a person may be shown them: one line of plain text, no markup, no address, no long token. */
export function quoteVendor(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, '…')
    .replace(/\b[\w+/=-]{24,}\b/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > longestQuote ? `${plain.slice(0, longestQuote - 1)}…` : plain;
}
