/** Of whom or where something cannot be asked, with the reason in words that follow the name. */
export interface Cannot {
  readonly key: string;
  readonly name: string;
  readonly why: string;
}

export interface ReasonGroup {
  readonly why: string;
  readonly who: readonly Cannot[];
}

/** By reason: first those that a person can do something about, then those that concern most. */
export function groupReasons(cannot: readonly Cannot[]): readonly ReasonGroup[] {
  const groups = new Map<string, Cannot[]>();
  for (const one of cannot) {
    const known = groups.get(one.why);
    if (known) known.push(one);
    else groups.set(one.why, [one]);
  }
  return [...groups]
    .map(([why, who]) => ({ why, who }))
    .sort((a, b) => Number(isMoot(a.why)) - Number(isMoot(b.why)) || b.who.length - a.who.length);
}

const neverWas = new Set(['is not in it', 'does not serve it', 'works on another system']);

/** Leaves nothing to do: it is so already, it was never otherwise, or the vendor has no such thing. */
export function isMoot(why: string): boolean {
  return why.endsWith(' already') || why.includes(' has no “') || neverWas.has(why);
}

const ofOne = /^(is|does|serves|belongs|works) /;
const ofSeveral: Readonly<Record<string, string>> = {
  ...{ is: 'are', does: 'do', serves: 'serve', belongs: 'belong', works: 'work' },
};

/** “112 are not in it”; a reason about their system stays as it is. */
export function reasonOfSeveral(count: string, why: string): string {
  if (!ofOne.test(why)) return `${count}: ${why}`;
  return `${count} ${why.replace(ofOne, (_, verb: string) => `${ofSeveral[verb]} `)}`;
}
