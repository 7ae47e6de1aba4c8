import { formatCount } from '@/components/ui/format';
import { type Cannot, groupReasons, type ReasonGroup, reasonOfSeveral } from '@/lib/commands/group-reasons';

const mostNames = 50;

/** Of whom or where something cannot be asked, by reason, the names behind it; nothing where there is no such. */
export function CannotList({ cannot }: { readonly cannot: readonly Cannot[] }) {
  if (cannot.length === 0) return null;
  return (
    <div>
      <p className="font-medium tabular-nums">{formatCount(cannot.length)} cannot</p>
      <ul className="mt-1 grid gap-0.5 text-13 text-dim">
        {groupReasons(cannot).map((group) => (
          <li key={group.why} className="wrap-anywhere">
            <Reason group={group} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Reason({ group: { why, who } }: { readonly group: ReasonGroup }) {
  const [only] = who;
  if (who.length === 1 && only) return `${only.name} – ${why}`;
  const count = formatCount(who.length);
  return (
    <details>
      <summary className="min-h-6 cursor-pointer rounded-small tabular-nums hover:text-text">
        {reasonOfSeveral(count, why)}
      </summary>
      <ul className="my-1 ml-4 grid gap-0.5">
        {who.slice(0, mostNames).map(({ key, name }) => (
          <li key={key}>{name}</li>
        ))}
        {who.length > mostNames ? <li>and {formatCount(who.length - mostNames)} more</li> : null}
      </ul>
    </details>
  );
}
