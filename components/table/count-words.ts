import { formatCount, unknownMark } from '@/components/ui/format';

/** "38 of 120", or "120" where nothing is filtered out; nobody knows before the first picture. */
export function countWords(shown: number, total: number, isFiltered: boolean, hasPicture: boolean): string {
  if (!hasPicture) return unknownMark;
  return isFiltered ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total);
}
