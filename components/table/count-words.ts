import { formatCount, unknownMark } from '@/components/ui/format';

/** "38 of 120", or "120" where nothing is filtered out; nobody knows before the first answer. */
export function countWords(shown: number, total: number, isFiltered: boolean, isCounted: boolean): string {
  if (!isCounted) return unknownMark;
  return isFiltered ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total);
}
