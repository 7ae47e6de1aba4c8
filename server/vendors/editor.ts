import type {
  EditOperation,
  EditorKind,
  FieldValues,
  RecordBlank,
  RecordLine,
  RecordRead,
} from '@/lib/editing/records';
import type { PushLine } from '@/lib/protocol/api/editors-api';
import type { FieldProblem } from '@/lib/protocol/reply';
import { quoteVendor } from './command';
import type { FeedContext } from './vendor';

/** Which record is meant, in the vendor's own ids. */
export interface RecordPlace {
  readonly id: string;
  /** Of a kind that has a parent, else null. */
  readonly parentId: string | null;
}

/** A record as a driver lists it. */
export interface SeenLine extends RecordLine {
  /** Of the agent on the floor that it is about: whoever may see the agent there sees the record, and no more than that. */
  readonly agentId?: string;
}

/** A record as a driver reads it; `original` is all that the vendor said, kept so that the record can be made again. */
export interface FreshRecord extends RecordRead, Pick<SeenLine, 'agentId'> {
  /** JSON. */
  readonly original: string;
}

/** A change as it goes to the vendor, checked. */
export interface Edit {
  readonly operation: EditOperation;
  /** Null for one to be created. */
  readonly id: string | null;
  readonly parentId: string | null;
  /** To create: all that was given; to update: what changes; to remove: nothing. */
  readonly values: FieldValues;
  /** Read a moment ago, under whose lock this goes; null for one to be created. */
  readonly fresh: FreshRecord | null;
  /** To create again what was deleted: its `original`; `values` then has what its fields were. */
  readonly original: string | null;
}

/** What a vendor lets be seen and edited. Each method asks the vendor and throws `EditRefused` or VendorError. */
export interface Editor<Settings, Secrets> {
  kinds(settings: Settings): readonly EditorKind[];
  list(context: FeedContext<Settings, Secrets>, kind: string, ask: ListAsk): Promise<readonly SeenLine[]>;
  /** Throws `EditRefused` with reason `gone` where there is none. */
  read(context: FeedContext<Settings, Secrets>, kind: string, place: RecordPlace): Promise<FreshRecord>;
  /** Fields and usual values of a new one. */
  blank(context: FeedContext<Settings, Secrets>, kind: string, parentId: string | null): Promise<RecordBlank>;
  /** Pure: what the vendor's rules have against it; empty when all is well. `field` is a key of `values`. */
  check(kind: string, edit: Edit, settings: Settings): readonly FieldProblem[];
  /** Pure: the calls that `apply` would make, a line each, as `PUT /agents/7/queues/9  serving: true`; no secret in them. */
  calls(kind: string, edit: Edit, settings: Settings): readonly string[];
  /** Once: nothing here is sent twice. Resolves with the record's id; null where the vendor did not tell. */
  apply(context: FeedContext<Settings, Secrets>, kind: string, edit: Edit): Promise<string | null>;
  /** What else can be done to a record: words for a person, and the id of a record that came of it. */
  act?(context: FeedContext<Settings, Secrets>, kind: string, action: string, ask: ActAsk): Promise<ActDone>;
  /** Whether an action makes another record of its kind, which the list then shows; none does where this is left out. */
  makes?(kind: string, action: string): boolean;
  /** Where a whole configuration can be sent at once. */
  readonly push?: PushEditor<Settings, Secrets>;
}

export interface ListAsk {
  /** Only of a kind that can search; the desk looks through the lists of all others. */
  readonly q: string | null;
  readonly parentId: string | null;
}

export interface ActAsk extends RecordPlace {
  readonly values: FieldValues;
}

export interface ActDone {
  readonly words: string;
  /** Of the record that it made; null where it makes none, or the vendor did not tell. */
  readonly createdId: string | null;
}

export interface PushEditor<Settings, Secrets> {
  /** The document of a file, checked, or one built from the configuration of now. Throws `EditRefused` naming what is wrong. */
  plan(context: FeedContext<Settings, Secrets>, document: string | null): Promise<PlannedPush>;
  /** Once. Resolves with what the vendor said of it, in our words. */
  send(context: FeedContext<Settings, Secrets>, document: string): Promise<string>;
}

export interface PlannedPush {
  readonly document: string;
  readonly mode: string | null;
  readonly modeWords: string;
  readonly lines: readonly PushLine[];
  /** The document that would bring back what is now. */
  readonly current: string;
}

/**
 * The vendor said no, and nothing was done: `conflict` – the record changed meanwhile; `gone` – there is none;
 * `not-known` – this vendor's release does not know such a call. Problems name keys of `values`.
 */
export class EditRefused extends Error {
  readonly isEditRefused = true;
  constructor(
    readonly reason: 'refused' | 'conflict' | 'gone' | 'not-known',
    message: string,
    { problems = [], vendorWords }: { readonly problems?: readonly FieldProblem[]; readonly vendorWords?: string } = {},
  ) {
    const said = vendorWords === undefined ? '' : quoteVendor(vendorWords);
    super(said === '' ? message : `${message}: “${said}”`);
    this.name = 'EditRefused';
    this.problems = problems;
  }
  readonly problems: readonly FieldProblem[];
}

/** Recognises one across bundles, where `instanceof` fails. */
export function isEditRefused(error: unknown): error is EditRefused {
  return typeof error === 'object' && error !== null && 'isEditRefused' in error;
}
