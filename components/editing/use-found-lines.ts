'use client';
import { useMemo } from 'react';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import type { RecordLine } from '@/lib/editing/records';
import { type KindPlace, useRecordLines } from '@/lib/queries/editors';
import { useSettled } from './use-settled';

const none: readonly RecordLine[] = [];

/** Records that fit what is typed: the vendor searches where it can, asked once nobody types any more; else we do. */
export function useFoundLines(place: KindPlace | null, query: string, canSearch: boolean) {
  const settled = useSettled(query.trim().slice(0, 200));
  const lines = useRecordLines(place, canSearch ? settled : '');
  const all = place === null ? none : (lines.data ?? none);
  const found = useMemo(() => (canSearch ? all : findLines(all, query)), [all, canSearch, query]);
  const isKnown = place !== null && lines.data !== undefined;
  return {
    found,
    words: isKnown ? (found.length === all.length ? String(all.length) : `${found.length} of ${all.length}`) : '',
    isLoading: place !== null && lines.isPending,
    error: place === null ? null : lines.error,
    /** Something is shown though the last attempt failed. */
    isStale: lines.error !== null && isKnown,
    refetch: () => void lines.refetch(),
  };
}

function findLines(lines: readonly RecordLine[], query: string): readonly RecordLine[] {
  const words = wordsOf(query);
  if (words.length === 0) return lines;
  return lines.filter(({ id, label, note }) => {
    const text = foldText(`${label} ${note} ${id}`);
    return words.every((word) => text.includes(word));
  });
}
