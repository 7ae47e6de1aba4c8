/** What the strip may say of one source: all of it, or its mark and name alone. */
export interface StripEntry {
  readonly name: string;
  /** Age and trouble; may be empty. */
  readonly words: string;
  /** The same where room is short. */
  readonly shortWords: string;
  readonly isTroubled: boolean;
}

export type StripLevel = 'full' | 'short' | 'name' | 'hidden';

export interface StripFit {
  /** One per entry, in order. */
  readonly levels: readonly StripLevel[];
  readonly hidden: number;
}

/** Average width of a letter, the mark with its gaps, and the gap between entries, in ems. */
const letterEm = 0.47;
const markEm = 1.3;
const gapEm = 0.75;
const moreEm = 4;

const widthOf = (text: string) => [...text].length * letterEm;

/** What the troubled ones and the well ones say, from the most to the least. */
const ladder: readonly (readonly [troubled: StripLevel, well: StripLevel])[] = [
  ['full', 'full'],
  ['full', 'name'],
  ['short', 'name'],
  ['short', 'hidden'],
  ['name', 'hidden'],
];

/** Who is in trouble keeps its words; the well ones shorten to their names, and last of all to a number. */
export function fitStrip(entries: readonly StripEntry[], roomEm: number): StripFit {
  const attempts = ladder.map(([troubled, well]) => entries.map((entry) => (entry.isTroubled ? troubled : well)));
  for (const levels of attempts) {
    const hidden = levels.filter((level) => level === 'hidden').length;
    const needed = entries.reduce((sum, entry, index) => sum + entryWidth(entry, levels[index] ?? 'hidden'), 0);
    if (needed + (hidden > 0 ? moreEm : 0) <= roomEm) return { levels, hidden };
  }
  return keepWhatFits(entries, roomEm);
}

function entryWidth(entry: StripEntry, level: StripLevel): number {
  if (level === 'hidden') return 0;
  const words = stripWords(entry, level);
  return markEm + widthOf(entry.name) + (words === '' ? 0 : widthOf(` ${words}`)) + gapEm;
}

/** What follows the name at this level. */
export function stripWords({ words, shortWords }: StripEntry, level: StripLevel): string {
  if (level === 'full') return words;
  return level === 'short' ? shortWords : '';
}

function keepWhatFits(entries: readonly StripEntry[], roomEm: number): StripFit {
  let left = roomEm - moreEm;
  const levels = entries.map((entry) => {
    const width = entryWidth(entry, 'name');
    if (!entry.isTroubled || width > left) return 'hidden' as const;
    left -= width;
    return 'name' as const;
  });
  return { levels, hidden: levels.filter((level) => level === 'hidden').length };
}
