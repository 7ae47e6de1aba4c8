/** The figures of the hero strip, in the order in which they are painted. */
export const heroParts = ['waiting', 'longest', 'level', 'abandoned', 'agents', 'clock'] as const;
export type HeroPart = (typeof heroParts)[number];

/** When not all fit, the last of these goes first. */
const byWorth: readonly HeroPart[] = ['waiting', 'longest', 'level', 'agents', 'clock', 'abandoned'];

export interface HeroLayout {
  readonly parts: readonly HeroPart[];
  /** Size of the figures, in ems of the label. */
  readonly valueEm: number;
  readonly hasLongLabels: boolean;
  readonly heightEm: number;
}

/** Inter at display size, measured: a tabular digit, a colon, and a per cent sign at its smaller size. */
const digit = 0.65;
const colon = 0.27;
const percent = 0.62;
const gapEm = 0.5;
const paddingEm = 0.8;
const lineEm = 1.15;

/** Widths that hold whatever the figure becomes, in ems of the label; `value` is the figure's own size in such ems. */
const widthOf: Readonly<Record<HeroPart, (value: number, long: boolean) => number>> = {
  waiting: (value) => Math.max(3.5, 3 * digit * value),
  longest: (value, long) => Math.max(long ? 6.9 : 4.8, (4 * digit + colon) * value),
  level: (value, long) => Math.max(long ? 9.5 : 6.8, (2 * digit + percent) * value + 3.5),
  abandoned: (value) => Math.max(5.25, (2 * digit + colon + percent) * value),
  agents: () => 5.7,
  clock: () => 4.5,
};

const minValueEm = 1.6;
const maxValueEm = 5;
/** Labels that still leave the figures this large may be written out. */
const longLabelsFromEm = 2.6;

/** What the hero strip shows in `widthEm` ems of label text, and how large: as many figures as fit, then as large as fits. */
export function heroLayout(widthEm: number, heightCapEm: number, subLines: number): HeroLayout {
  const capEm = Math.max(minValueEm, Math.min(maxValueEm, heightCapEm - heroHeight(0, subLines)));
  for (let count = heroParts.length; count > 1; count -= 1) {
    const parts = heroParts.filter((part) => byWorth.indexOf(part) < count);
    const largest = (long: boolean) => largestValue(parts, widthEm - paddingEm, long, capEm);
    const long = largest(true);
    const valueEm = long >= longLabelsFromEm ? long : largest(false);
    if (valueEm >= minValueEm) {
      return { parts, valueEm, hasLongLabels: long >= longLabelsFromEm, heightEm: heroHeight(valueEm, subLines) };
    }
  }
  return { parts: ['waiting'], valueEm: minValueEm, hasLongLabels: false, heightEm: heroHeight(minValueEm, subLines) };
}

function heroHeight(valueEm: number, subLines: number): number {
  return 0.7 + lineEm + valueEm + subLines * lineEm;
}

function largestValue(parts: readonly HeroPart[], roomEm: number, long: boolean, capEm: number): number {
  for (let value = capEm; value >= minValueEm; value -= 0.05) {
    const needed = parts.reduce((sum, part) => sum + widthOf[part](value, long), gapEm * (parts.length - 1));
    if (needed <= roomEm) return value;
  }
  return 0;
}

/** Share of the strip each part asks for: the columns of its grid. */
export function heroColumns({ parts, valueEm, hasLongLabels }: HeroLayout): string {
  return parts.map((part) => `${widthOf[part](valueEm, hasLongLabels).toFixed(2)}fr`).join(' ');
}
