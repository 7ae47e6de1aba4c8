'use client';
import { useViewer } from '@/components/shell/viewer';
import { can } from '@/lib/can';
import type { EditOperation, EditorKind } from '@/lib/editing/records';
import { type EditedSource, type KindPlace, useEditors } from '@/lib/queries/editors';

export interface KnownKind {
  readonly source: EditedSource;
  readonly kind: EditorKind;
  /** False where the vendor, or the viewer’s role, does not allow it. */
  readonly may: (operation: EditOperation) => boolean;
}

/** A kind of records as its source tells of it; null while it is not known, or where there is none. */
export function useKind({ source: sourceId, kind: kindId }: Pick<KindPlace, 'source' | 'kind'>) {
  const { data, isPending, error, refetch } = useEditors();
  const { role } = useViewer();
  const source = data?.find(({ id }) => id === sourceId);
  const kind = source?.kinds.find(({ id }) => id === kindId);
  const may = (operation: EditOperation) => (kind ? kind.can.includes(operation) && can({ role }, kind.right) : false);
  const known: KnownKind | null = source && kind ? { source, kind, may } : null;
  return { known, isPending, error, onRetry: () => void refetch() };
}
