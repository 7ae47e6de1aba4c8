import type { WayIn } from '@/lib/protocol/way-in';

interface WaysInProps {
  readonly waysIn: readonly WayIn[];
  /** Whose name and password are typed now; null: Callboard's own. */
  readonly chosen: WayIn | null;
  readonly isAlive: boolean;
  readonly onChoose: (way: WayIn | null) => void;
}

const look =
  'min-h-10 cursor-pointer rounded-panel border border-stale bg-surface px-4 py-2 text-14 font-medium wrap-anywhere hover:border-dim';

/** Every other way to sign in than the one on the page. */
export function WaysIn({ waysIn, chosen, isAlive, onChoose }: WaysInProps) {
  const others = waysIn.filter(({ id }) => id !== chosen?.id);
  if (waysIn.length === 0) return null;
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      {others.map((way) => (
        <button key={way.id} type="button" disabled={!isAlive} onClick={() => onChoose(way)} className={look}>
          Sign in with {way.name}
        </button>
      ))}
      {chosen ? (
        <button type="button" disabled={!isAlive} onClick={() => onChoose(null)} className={look}>
          Sign in with a password of Callboard
        </button>
      ) : null}
    </div>
  );
}
