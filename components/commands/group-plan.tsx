import { formatCount } from '@/components/ui/format';
import { type CommandAction, messageActions } from '@/lib/commands/actions';
import { type Plan, someNames } from '@/lib/commands/plan';

const most = 50;

interface GroupPlanProps {
  readonly action: CommandAction;
  readonly plan: Plan;
}

/** Who will be asked, and who cannot be, each with the reason. */
export function GroupPlan({ action, plan: { asked, cannot } }: GroupPlanProps) {
  const otherwise = asked.filter(({ but }) => but !== null);
  return (
    <section aria-label="Preview" className="grid gap-2 rounded-small border border-line p-3 text-14">
      <p>
        <span className="font-medium tabular-nums">{`${formatCount(asked.length)} ${messageActions.includes(action) ? 'will get it' : 'will be asked'}`}</span>
        {asked.length > 0 ? `: ${someNames(asked.map(({ name }) => name))}` : ''}
      </p>
      {otherwise.length > 0 ? (
        <p className="text-dim">
          {formatCount(otherwise.length)} without the reason, which their system does not have for them:{' '}
          {someNames(otherwise.map(({ name }) => name))}
        </p>
      ) : null}
      {cannot.length > 0 ? (
        <div>
          <p className="font-medium tabular-nums">{formatCount(cannot.length)} cannot</p>
          <ul className="mt-1 grid max-h-40 gap-0.5 overflow-auto text-13 text-dim">
            {cannot.slice(0, most).map(({ id, name, why }) => (
              <li key={id}>
                {name} – {why}
              </li>
            ))}
            {cannot.length > most ? <li>and {formatCount(cannot.length - most)} more</li> : null}
          </ul>
        </div>
      ) : null}
    </section>
  );
}
