import type { EditorKind, RecordBlank } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import {
  type ActAsk,
  type ActDone,
  type Edit,
  type Editor,
  EditRefused,
  type FreshRecord,
  type ListAsk,
  type RecordPlace,
  type SeenLine,
} from '@/server/vendors/editor';
import type { FeedContext } from '@/server/vendors/vendor';

/** One kind of record, with all that can be done to it; what it leaves out cannot be done. */
export interface KindEditor<Settings, Secrets> {
  readonly kind: EditorKind;
  list(context: FeedContext<Settings, Secrets>, ask: ListAsk): Promise<readonly SeenLine[]>;
  read(context: FeedContext<Settings, Secrets>, place: RecordPlace): Promise<FreshRecord>;
  readonly change?: KindChanges<Settings, Secrets>;
  act?(context: FeedContext<Settings, Secrets>, action: string, ask: ActAsk): Promise<ActDone>;
  /** Those of its actions that make another record of this kind. */
  readonly makes?: readonly string[];
}

export interface KindChanges<Settings, Secrets> {
  /** Only where one can be created. */
  blank?(context: FeedContext<Settings, Secrets>, parentId: string | null): Promise<RecordBlank> | RecordBlank;
  check(edit: Edit, settings: Settings): readonly FieldProblem[];
  calls(edit: Edit, settings: Settings): readonly string[];
  apply(context: FeedContext<Settings, Secrets>, edit: Edit): Promise<string | null>;
}

/** An editor of several kinds, each by its own code. */
export function joinKinds<Settings, Secrets>(
  vendor: string,
  kinds: readonly KindEditor<Settings, Secrets>[],
): Editor<Settings, Secrets> {
  const byId = new Map(kinds.map((one) => [one.kind.id, one]));

  function editorOf(id: string): KindEditor<Settings, Secrets> {
    const found = byId.get(id);
    if (found) return found;
    throw new EditRefused('not-known', `${vendor} has no records of this kind`);
  }

  function changesOf(id: string, operation: Edit['operation']): KindChanges<Settings, Secrets> {
    const { kind, change } = editorOf(id);
    if (change && kind.can.includes(operation)) return change;
    throw new EditRefused('refused', `${vendor} does not let a ${kind.one} be ${done[operation]} from here`);
  }

  return {
    kinds: () => kinds.map(({ kind }) => kind),
    async list(context, kind, ask) {
      const own = editorOf(kind);
      needParent(own.kind, ask.parentId);
      return own.list(context, ask);
    },
    async read(context, kind, place) {
      const own = editorOf(kind);
      needParent(own.kind, place.parentId);
      return own.read(context, place);
    },
    async blank(context, kind, parentId) {
      const { blank } = changesOf(kind, 'create');
      needParent(editorOf(kind).kind, parentId);
      if (blank) return blank(context, parentId);
      throw new EditRefused('not-known', `${vendor} has no empty form of this kind`);
    },
    check: (kind, edit, settings) => changesOf(kind, edit.operation).check(edit, settings),
    calls: (kind, edit, settings) => changesOf(kind, edit.operation).calls(edit, settings),
    async apply(context, kind, edit) {
      const changes = changesOf(kind, edit.operation);
      needParent(editorOf(kind).kind, edit.parentId);
      if (edit.fresh && !edit.fresh.can.includes(edit.operation))
        throw new EditRefused('refused', `This one cannot be ${done[edit.operation]} from here`);
      return changes.apply(context, edit);
    },
    async act(context, kind, action, ask) {
      const own = editorOf(kind);
      needParent(own.kind, ask.parentId);
      if (own.act && own.kind.actions.some(({ id }) => id === action)) return own.act(context, action, ask);
      throw new EditRefused('not-known', `Nothing of this name can be done to a ${own.kind.one}`);
    },
    makes: (kind, action) => editorOf(kind).makes?.includes(action) ?? false,
  };
}

const done = { create: 'created', update: 'changed', remove: 'deleted' } as const;

function needParent({ parent, one }: EditorKind, parentId: string | null): void {
  if (parent !== null && !parentId) throw new EditRefused('refused', `It was not said whose ${one} is meant`);
}
