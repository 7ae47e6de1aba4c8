import { memo } from 'react';
import { shallowEqual } from '@/lib/live/shallow-equal';
import type { FigureValue } from './figure-value';
import { unknownMark } from './format';

const isDigit = (letter: string) => letter >= '0' && letter <= '9';

/** Digits keep fixed slots counted from the right; only a slot whose digit changed is drawn anew, and fades in. */
function Slots({ text }: { text: string }) {
  const letters = [...text];
  return letters.map((letter, index) => {
    const slot = letters.length - index;
    return isDigit(letter) ? (
      <span key={`${slot}${letter}`} className="inline-block animate-digit">
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
export const Figure = memo(function Figure({ value, className = '' }: FigureProps) {
  const base = `whitespace-nowrap font-semibold tabular-nums ${className}`;
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
          <span className="sr-only">{value.why}</span>
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
}, sameFigure);

/** Views are made anew each second; most of what they say is what they said before. */
function sameFigure(before: FigureProps, after: FigureProps): boolean {
  return before.className === after.className && shallowEqual(before.value, after.value);
}
