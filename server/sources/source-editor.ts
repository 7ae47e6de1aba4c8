import type { EditorKind, RecordBlank } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import type {
  ActAsk,
  ActDone,
  Edit,
  FreshRecord,
  ListAsk,
  PlannedPush,
  RecordPlace,
  SeenLine,
} from '@/server/vendors/editor';
import type { AnyVendor, FeedContext } from '@/server/vendors/vendor';

/** What can be seen and edited of one source; throws what an `Editor` throws, or that the source was removed. */
export interface SourceEditor {
  kinds(): readonly EditorKind[];
  list(kind: string, ask: ListAsk): Promise<readonly SeenLine[]>;
  read(kind: string, place: RecordPlace): Promise<FreshRecord>;
  blank(kind: string, parentId: string | null): Promise<RecordBlank>;
  check(kind: string, edit: Edit): readonly FieldProblem[];
  calls(kind: string, edit: Edit): readonly string[];
  apply(kind: string, edit: Edit): Promise<string | null>;
  /** Null where nothing else can be done to any record. */
  readonly act: ((kind: string, action: string, ask: ActAsk) => Promise<ActDone>) | null;
  /** Whether an action makes another record of its kind. */
  makes(kind: string, action: string): boolean;
  /** Null where no whole configuration can be sent. */
  readonly push: SourcePush | null;
}

export interface SourcePush {
  plan(document: string | null): Promise<PlannedPush>;
  send(document: string): Promise<string>;
}

type Ask = <T>(run: (context: FeedContext<unknown, unknown>) => Promise<T>) => Promise<T>;

/** Null where the vendor has nothing to edit. */
export function bindEditor({ editor }: AnyVendor<string>, settings: unknown, ask: Ask): SourceEditor | null {
  if (!editor) return null;
  const { act, push } = editor;
  return {
    kinds: () => editor.kinds(settings),
    list: (kind, wanted) => ask((context) => editor.list(context, kind, wanted)),
    read: (kind, place) => ask((context) => editor.read(context, kind, place)),
    blank: (kind, parentId) => ask((context) => editor.blank(context, kind, parentId)),
    check: (kind, edit) => editor.check(kind, edit, settings),
    calls: (kind, edit) => editor.calls(kind, edit, settings),
    apply: (kind, edit) => ask((context) => editor.apply(context, kind, edit)),
    act: act ? (kind, action, wanted) => ask((context) => act(context, kind, action, wanted)) : null,
    makes: (kind, action) => editor.makes?.(kind, action) ?? false,
    push: push
      ? {
          plan: (document) => ask((context) => push.plan(context, document)),
          send: (document) => ask((context) => push.send(context, document)),
        }
      : null,
  };
}
