'use client';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format';
import { type CommandAction, commandActions } from '@/lib/commands/actions';
import { planFor } from '@/lib/commands/plan';
import { mayAsk } from '@/lib/commands/possible';
import { useCommandRights } from './use-command-vendor';
import { type Picked, useGroup } from './use-group';

/** What can be asked of several agents at once. */
export const groupActions: readonly CommandAction[] = [
  'ready',
  'pause',
  'login',
  'logout',
  'join',
  'leave',
  'message-agent',
  'send-text',
];

interface SelectionBarProps {
  readonly picked: Picked;
  /** How many of them the filters hide. */
  readonly hidden: number;
  readonly onAsk: (action: CommandAction) => void;
  readonly onClear: () => void;
}

/** What all or some of the chosen agents can be asked for; each leads to a preview. */
export function SelectionBar({ picked, hidden, onAsk, onClear }: SelectionBarProps) {
  const group = useGroup(picked);
  const rights = useCommandRights();
  const offers = useMemo(
    () =>
      groupActions.flatMap((action) => {
        const count = mayAsk(action, rights) ? planFor({ action }, group).asked.length : 0;
        return count > 0 ? [{ action, count }] : [];
      }),
    [group, rights],
  );
  if (picked.size === 0) return null;
  return (
    <section
      aria-label="Chosen agents"
      className="flex flex-wrap items-center gap-2 rounded-panel border border-line bg-raised px-3 py-2"
    >
      <p role="status" className="text-14 font-medium tabular-nums">
        {formatCount(picked.size)} chosen
        {hidden > 0 ? <span className="font-normal text-dim">, {formatCount(hidden)} not shown</span> : null}
      </p>
      <button
        type="button"
        onClick={onClear}
        className="ml-auto flex h-8 items-center gap-1 rounded-small px-2 text-13 hover:bg-surface md:order-last"
      >
        <X aria-hidden size={14} />
        Choose none
      </button>
      <div className="flex w-full min-w-0 items-center gap-2 overflow-x-auto py-0.5 md:w-auto md:flex-wrap">
        {offers.map(({ action, count }) => (
          <Button key={action} onClick={() => onAsk(action)}>
            {commandActions[action].label}…
            {count < picked.size ? (
              <span className="text-12 tabular-nums text-dim">
                {formatCount(count)}
                <span className="sr-only"> of {formatCount(picked.size)}</span>
              </span>
            ) : null}
          </Button>
        ))}
        {offers.length === 0 ? (
          <p className="text-13 text-dim">Nothing can be asked of them from here: see the details of each.</p>
        ) : null}
      </div>
    </section>
  );
}
