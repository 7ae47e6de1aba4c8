import { unknownMark } from './format';

/** Everything a figure can be. Zero is a value; unknown and not applicable never look like one. */
export type FigureValue =
  | { readonly kind: 'known'; readonly text: string }
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'unknown' }
  /** `why` says it in words, as “Not available from Imagicle”. */
  | { readonly kind: 'not-applicable'; readonly why: string };

export const unknownFigure: FigureValue = { kind: 'unknown' };

/** A figure from text that is null while it is not known. */
export function known(text: string | null): FigureValue {
  return text === null || text === unknownMark ? unknownFigure : { kind: 'known', text };
}
