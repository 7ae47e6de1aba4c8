import { formatCount } from '@/components/ui/format';
import { type CommandAction, messageActions } from '@/lib/commands/actions';
import { type Plan, someNames } from '@/lib/commands/plan';
import { CannotList } from './cannot-list';

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
      <CannotList cannot={cannot.map(({ id, name, why }) => ({ key: id, name, why }))} />
    </section>
  );
}
