import { unknownMark } from './format';

/** A formatted figure; “—” is spoken as what it means. */
export function KnownText({ text, isQuiet = false }: { readonly text: string; readonly isQuiet?: boolean }) {
  if (text === unknownMark)
    return (
      <span className="text-dim">
        <span aria-hidden="true">{unknownMark}</span>
        <span className="sr-only">not known</span>
      </span>
    );
  return isQuiet ? <span className="text-dim">{text}</span> : text;
}
