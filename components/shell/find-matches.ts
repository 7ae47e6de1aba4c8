import { foldOnce, wordsOf } from '@/components/ui/fold-text';

export interface Findable {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  /** What to do in place of going somewhere. */
  readonly run?: () => void;
}

const foldedLabel = foldOnce((thing: Findable) => thing.label);
const foldedText = foldOnce((thing: Findable) => `${thing.label} ${thing.detail}`);

/** Things whose label or detail holds every word of `query`, accents and case aside; those that start with it first. */
export function findMatches(query: string, things: readonly Findable[], most = 12): readonly Findable[] {
  const words = wordsOf(query);
  const first = words[0];
  if (first === undefined) return things.slice(0, most);
  const found: { thing: Findable; rank: number }[] = [];
  for (const thing of things) {
    const text = foldedText(thing);
    if (!words.every((word) => text.includes(word))) continue;
    const label = foldedLabel(thing);
    found.push({ thing, rank: label.startsWith(first) ? 0 : label.includes(` ${first}`) ? 1 : 2 });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((one) => one.thing);
}
