import { can } from '@/lib/can';
import type {
  EditOperation,
  EditorKind,
  FieldValues,
  RecordBlank,
  RecordLine,
  RecordRead,
} from '@/lib/editing/records';
import type { Principal } from '@/lib/principal';
import { Refusal } from '@/lib/protocol/refusal';
import { touchesSource } from '@/lib/scope';
import type { ConfigChangeSearch } from '@/server/store/config-changes-repository';
import type { Edit, RecordPlace } from '@/server/vendors/editor';
import { type Act, createAct } from './act-on';
import { type AmendDesk, createAmendDesk } from './amend-desk';
import { readOf } from './carry-out';
import { type ChangeDesk, createChangeDesk } from './change-desk';
import type { EditAsker, EditingParts } from './editing-parts';
import { findKind, type KindAt, type KindPlace, mayEdit, maySee, sightOf } from './find-editor';
import { openFormer } from './kept-former';
import { isSeen, listChanges } from './list-changes';
import {
  asked,
  prepareNew,
  queueForNew,
  readFor,
  readSeen,
  removeEdit,
  requireCan,
  requireParent,
  updateEdit,
} from './prepare';
import { createPushDesk, type PushDesk } from './push-desk';
import { createRequests } from './requests';
import { createTurns } from './turns';

export interface EditorSource {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly EditorKind[];
  readonly canPush: boolean;
}

/** Where records at vendors are seen and changed, the same for all of them; refuses by throwing Refusal. */
export interface EditingDesk extends ChangeDesk, PushDesk, AmendDesk {
  sources(principal: Principal): readonly EditorSource[];
  list(
    place: KindPlace,
    ask: { readonly q: string | null; readonly parentId: string | null },
    asker: EditAsker,
  ): Promise<readonly RecordLine[]>;
  blank(place: KindPlace, parentId: string | null, asker: EditAsker): Promise<RecordBlank>;
  read(place: KindPlace & RecordPlace, asker: EditAsker): Promise<RecordRead>;
  calls(
    place: KindPlace & RecordPlace,
    operation: EditOperation,
    values: FieldValues,
    asker: EditAsker,
  ): Promise<readonly string[]>;
  readonly act: Act;
  history(search: ConfigChangeSearch, principal: Principal): ReturnType<typeof listChanges>;
  /** The whole configuration as it was before one was pushed. */
  former(changeId: string, asker: EditAsker): Promise<string>;
}

export function createEditingDesk(parts: EditingParts): EditingDesk {
  const { sources, repository } = parts;
  const once = createRequests(repository);
  const inTurn = createTurns();
  const find = (place: KindPlace, { principal }: EditAsker) => findKind(sources, principal, place);

  return {
    ...createChangeDesk(parts, once, inTurn),
    ...createPushDesk(parts, once, inTurn),
    ...createAmendDesk(parts, inTurn),
    sources: (principal) => sourcesFor(parts, principal),
    async list(place, { q, parentId }, asker) {
      const at = find(place, asker);
      requireParent(at, parentId);
      const { editor, kind } = at;
      const lines = await asked(at, parts, () => editor.list(kind.id, { q: kind.canSearch ? q : null, parentId }));
      const isSeen = sightOf(asker.principal, at, parts.keeper);
      const mine = lines.filter(isSeen).map(({ agentId: _, ...line }) => line);
      return kind.canSearch || q === null ? mine : mine.filter((line) => isLike(line, q));
    },
    async blank(place, parentId, asker) {
      const at = find(place, asker);
      await queueForNew(at, parentId, asker, parts);
      return asked(at, parts, () => at.editor.blank(at.kind.id, parentId));
    },
    async read({ id, parentId, ...place }, asker) {
      const at = find(place, asker);
      return readOf(await readSeen(at, { id, parentId }, asker, parts));
    },
    async calls({ id, parentId, ...kindPlace }, operation, values, asker) {
      const at = find(kindPlace, asker);
      const edit = await prepareEdit(at, { id, parentId }, { operation, values }, asker, parts);
      return asked(at, parts, async () => at.editor.calls(at.kind.id, edit));
    },
    act: createAct(parts, once, inTurn),
    history: (search, principal) => listChanges(parts, principal, search),
    async former(changeId, { principal }) {
      const row = await repository.get(changeId);
      if (row?.operation !== 'push' || !isSeen(principal, row) || !can(principal, 'edit-system'))
        throw new Refusal('not-found', { message: 'There is no such change.' });
      const { current } = openFormer(parts.box, row);
      if (current === null) throw new Refusal('not-found', { message: 'What it was before is not known any more.' });
      return current;
    },
  };
}

/** As it would be sent if it were asked for now. */
async function prepareEdit(
  at: KindAt,
  place: RecordPlace,
  { operation, values }: { readonly operation: EditOperation; readonly values: FieldValues },
  asker: EditAsker,
  parts: EditingParts,
): Promise<Edit> {
  if (operation === 'create') return (await prepareNew(at, place.parentId, values, asker, parts)).edit;
  const fresh = await readFor(at, place, asker, parts);
  requireCan(at, operation, fresh);
  return operation === 'update' ? updateEdit(at, place, values, fresh) : removeEdit(at, place, fresh);
}

function sourcesFor({ sources }: EditingParts, principal: Principal): EditorSource[] {
  return sources.list().flatMap(({ id, name }) => {
    const editor = touchesSource(principal.scope, id) ? sources.commandsOf(id)?.editor : null;
    if (!editor) return [];
    const kinds = editor.kinds().filter(({ right }) => maySee(principal, right, id));
    const canPush = editor.push !== null && mayEdit(principal, 'edit-system', id, null);
    return kinds.length > 0 || canPush ? [{ id, name, kinds, canPush }] : [];
  });
}

/** Where the vendor cannot search. */
function isLike({ label, note, id }: RecordLine, q: string): boolean {
  const text = `${label} ${note} ${id}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
