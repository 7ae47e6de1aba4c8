import { unknownMark } from './format';

interface KnownTextProps {
  readonly text: string;
  readonly isQuiet?: boolean;
  /** Why it can never be known; null where it may be at any time. */
  readonly why?: string | null;
}

/** A formatted figure; “—” is spoken as what it means. */
export function KnownText({ text, isQuiet = false, why = null }: KnownTextProps) {
  if (text === unknownMark && why !== null)
    return (
      <span className="text-dim" title={why}>
        <span aria-hidden="true">n/a</span>
        <span className="sr-only">{why}</span>
      </span>
    );
  if (text === unknownMark)
    return (
      <span className="text-dim">
        <span aria-hidden="true">{unknownMark}</span>
        <span className="sr-only">not known</span>
      </span>
    );
  return isQuiet ? <span className="text-dim">{text}</span> : text;
}
