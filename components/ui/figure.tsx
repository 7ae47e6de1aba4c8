import { unknownMark } from './format';

/** Everything a figure can be. Zero is a value; unknown and not applicable never look like one. */
export type FigureValue =
  | { readonly kind: 'known'; readonly text: string }
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-applicable'; readonly why: string };

export const unknownFigure: FigureValue = { kind: 'unknown' };

/** A figure from text that is null while it is not known. */
export function known(text: string | null): FigureValue {
  return text === null || text === unknownMark ? unknownFigure : { kind: 'known', text };
}

const isDigit = (letter: string) => letter >= '0' && letter <= '9';

/** Digits keep fixed slots counted from the right; only a slot whose digit changed is drawn anew, and fades in. */
function Slots({ text }: { text: string }) {
  const letters = [...text];
  return letters.map((letter, index) => {
    const slot = letters.length - index;
    return isDigit(letter) ? (
      <span key={`${slot}${letter}`} className="inline-block w-[1ch] text-center animate-digit">
        {letter}
      </span>
    ) : (
      <span key={`${slot}${letter}`}>{letter}</span>
    );
  });
}

interface FigureProps {
  value: FigureValue;
  className?: string;
}

/** A number that may be unknown, not applicable or out of date. Readers of screens get the plain text. */
export function Figure({ value, className = '' }: FigureProps) {
  const base = `whitespace-nowrap font-semibold ${className}`;
  switch (value.kind) {
    case 'unknown':
      return (
        <span className={`${base} text-dim`}>
          <span aria-hidden="true">{unknownMark}</span>
          <span className="sr-only">unknown</span>
        </span>
      );
    case 'not-applicable':
      return (
        <span className={`${base} text-dim`} title={value.why}>
          <span aria-hidden="true">n/a</span>
          <span className="sr-only">{`not available: ${value.why}`}</span>
        </span>
      );
    default:
      return (
        <span className={`${base} ${value.kind === 'stale' ? 'text-stale' : ''}`}>
          <span aria-hidden="true">
            <Slots text={value.text} />
          </span>
          <span className="sr-only">{value.kind === 'stale' ? `${value.text}, out of date` : value.text}</span>
        </span>
      );
  }
}
