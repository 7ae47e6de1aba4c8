import type { ChangeTold, EditorKind, EditRight } from '@/lib/editing/records';
import type { Principal } from '@/lib/principal';
import type { ConfigChangeLine, ConfigChangeSearch } from '@/server/store/config-changes-repository';
import { toldOf } from './change-row';
import type { EditingParts } from './editing-parts';
import { type EditedSources, mayEdit } from './find-editor';

const pageSize = 50;
const rowsAtOnce = pageSize + 1;
/** Who sees little of what is in their scope does not have all of history read for it. */
const mostRows = 2000;

/** Whether a change is theirs to see, by what it was about. */
export const isSeen = (principal: Principal, row: ConfigChangeLine) =>
  mayEdit(principal, row.edit_right as EditRight, row.source_id, row.queue_id);

/** Newest first, those that somebody may see. */
export async function listChanges(
  { repository, sources }: Pick<EditingParts, 'repository' | 'sources'>,
  principal: Principal,
  search: ConfigChangeSearch,
): Promise<{ readonly changes: readonly ChangeTold[]; readonly more: boolean }> {
  const found: ConfigChangeLine[] = [];
  const within = principal.scope === 'all' ? undefined : principal.scope;
  let beforeId = search.beforeId;
  for (let read = 0; read < mostRows && found.length <= pageSize; read += rowsAtOnce) {
    const rows = await repository.list({ ...search, beforeId, within }, rowsAtOnce);
    found.push(...rows.filter((row) => isSeen(principal, row)));
    beforeId = rows.at(-1)?.id;
    if (rows.length < rowsAtOnce) break;
  }
  const kindOf = createKindLookup(sources);
  const changes = found.slice(0, pageSize).map((row) => toldOf(row, kindOf(row.source_id, row.kind)));
  return { changes, more: found.length > pageSize };
}

function createKindLookup({ commandsOf }: EditedSources) {
  const known = new Map<string, readonly EditorKind[]>();
  return (sourceId: string, id: string): EditorKind | null => {
    const kinds = known.get(sourceId) ?? commandsOf(sourceId)?.editor?.kinds() ?? [];
    known.set(sourceId, kinds);
    return kinds.find((kind) => kind.id === id) ?? null;
  };
}
