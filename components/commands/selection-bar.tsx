'use client';
import { useMemo } from 'react';
import { formatCount } from '@/components/ui/format';
import type { CommandAction } from '@/lib/commands/actions';
import { planFor } from '@/lib/commands/plan';
import { mayAsk } from '@/lib/commands/possible';
import { OfferBar } from './offer-bar';
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
        return count > 0 ? [{ action, count, isCountTold: count < picked.size }] : [];
      }),
    [group, rights, picked],
  );
  if (picked.size === 0) return null;
  return (
    <OfferBar
      label="Chosen agents"
      words={
        <>
          {formatCount(picked.size)} chosen
          {hidden > 0 ? <span className="font-normal text-dim">, {formatCount(hidden)} not shown</span> : null}
        </>
      }
      total={picked.size}
      offers={offers}
      nothing="Nothing can be asked of them from here: see the details of each."
      onAsk={onAsk}
      onClear={onClear}
    />
  );
}
