import { formatCount } from '@/components/ui/format';

interface CannotListProps {
  readonly cannot: readonly { readonly key: string; readonly words: string }[];
}

const most = 50;

/** Of whom or where something cannot be asked, each with the reason; nothing where there is no such. */
export function CannotList({ cannot }: CannotListProps) {
  if (cannot.length === 0) return null;
  return (
    <div>
      <p className="font-medium tabular-nums">{formatCount(cannot.length)} cannot</p>
      <ul className="mt-1 grid max-h-40 gap-0.5 overflow-auto text-13 text-dim">
        {cannot.slice(0, most).map(({ key, words }) => (
          <li key={key} className="wrap-anywhere">
            {words}
          </li>
        ))}
        {cannot.length > most ? <li>and {formatCount(cannot.length - most)} more</li> : null}
      </ul>
    </div>
  );
}
