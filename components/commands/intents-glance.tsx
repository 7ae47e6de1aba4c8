'use client';
import clsx from 'clsx';
import { Ban, Check, CircleDashed, X } from 'lucide-react';
import Link from 'next/link';
import { Popover } from 'radix-ui';
import { useMemo, useState } from 'react';
import { formatCount } from '@/components/ui/format';
import { PopoverPanel } from '@/components/ui/popover-panel';
import { commandActions } from '@/lib/commands/actions';
import { type IntentTally, newestFirst, tallyIntents } from '@/lib/commands/intents-on';
import type { IntentRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { IntentWords } from './intent-words';
import { type Refused, useOutbox } from './outbox';
import { useCommandRights } from './use-command-vendor';
import { useTargetName } from './use-target-name';

const most = 30;

/** What is asked for on the floor and what failed of late, for those who ask; quiet while there is nothing. */
export function IntentsGlance() {
  const intents = useRecords('intents');
  const { refusals } = useOutbox();
  const rights = useCommandRights();
  const [isOpen, setOpen] = useState(false);
  const tally = useMemo(() => tallyIntents(intents), [intents]);
  const failed = tally.failed + refusals.size;
  if (!rights.agents || (!isOpen && intents.length + refusals.size === 0)) return null;
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={`Asked for of late: ${glanceWords({ ...tally, failed })}`}
        className="flex h-8 items-center gap-2 rounded-small px-2 text-13 tabular-nums hover:bg-raised"
      >
        {tally.asked > 0 || failed === 0 ? (
          <span className="flex items-center gap-1 text-dim">
            <GlanceMark tally={tally} />
          </span>
        ) : null}
        {failed > 0 ? (
          <span className="flex items-center gap-1 font-medium text-alarm">
            <X aria-hidden size={14} />
            {formatCount(failed)}
            <span className="hidden lg:inline">failed</span>
          </span>
        ) : null}
      </Popover.Trigger>
      <PopoverPanel
        label="Asked for of late"
        align="end"
        className="max-h-(--radix-popover-content-available-height) w-[28rem] overflow-auto p-3"
      >
        <RecentIntents intents={intents} />
      </PopoverPanel>
    </Popover.Root>
  );
}

/** What is under way, else what was done; where all was taken back, that. */
function GlanceMark({ tally }: { readonly tally: IntentTally }) {
  const { Icon, count, word } = glanceOf(tally);
  return (
    <>
      <Icon aria-hidden size={14} />
      {formatCount(count)}
      <span className="hidden lg:inline">{word}</span>
    </>
  );
}

function glanceOf({ asked, done, takenBack }: IntentTally) {
  if (asked > 0) return { Icon: CircleDashed, count: asked, word: 'asked' };
  if (done === 0 && takenBack > 0) return { Icon: Ban, count: takenBack, word: 'taken back' };
  return { Icon: Check, count: done, word: 'done' };
}

/** “3 asked, 1 done, 1 failed” or “nothing”. */
export function glanceWords({ asked, done, failed, takenBack }: IntentTally): string {
  const parts = [
    asked > 0 ? `${formatCount(asked)} asked` : '',
    done > 0 ? `${formatCount(done)} done` : '',
    failed > 0 ? `${formatCount(failed)} failed` : '',
    takenBack > 0 ? `${formatCount(takenBack)} taken back` : '',
  ];
  return parts.filter(Boolean).join(', ') || 'nothing';
}

function RecentIntents({ intents }: { readonly intents: readonly IntentRecord[] }) {
  const { refusals, forget } = useOutbox();
  const sorted = [...intents].sort(newestFirst);
  if (sorted.length + refusals.size === 0) return <p className="text-dim">Nothing was asked for of late.</p>;
  return (
    <ul className="grid gap-2">
      {[...refusals.values()].map((refused) => (
        <RecentRefusal key={refused.targetId} refused={refused} onSeen={() => forget(refused.targetId)} />
      ))}
      {sorted.slice(0, most).map((intent) => (
        <RecentIntent key={intent.id} intent={intent} />
      ))}
      {sorted.length > most ? <li className="text-dim">and {formatCount(sorted.length - most)} more</li> : null}
    </ul>
  );
}

function RecentRefusal({ refused, onSeen }: { readonly refused: Refused; readonly onSeen: () => void }) {
  const { targetId, action, title, message } = refused;
  const sourceId = targetId.slice(0, Math.max(0, targetId.indexOf('/'))) || targetId;
  const { name } = useTargetName()({ targetKind: commandActions[action].target, targetId, sourceId });
  return (
    <li className="flex items-start gap-2">
      <span className="min-w-0 flex-1 wrap-anywhere text-alarm">
        {name}: {title}: refused: {message}
      </span>
      <button
        type="button"
        aria-label={`Seen: ${name}: ${title}`}
        onClick={onSeen}
        className="grid h-6 w-6 shrink-0 place-items-center rounded-small hover:bg-surface"
      >
        <X aria-hidden size={14} />
      </button>
    </li>
  );
}

function RecentIntent({ intent }: { readonly intent: IntentRecord }) {
  const { name, href } = useTargetName()(intent);
  return (
    <li>
      <p className={clsx('flex items-baseline justify-between gap-3', href === null && 'text-dim')}>
        {href ? (
          <Link prefetch={false} href={href} className="min-w-0 truncate underline underline-offset-4">
            {name}
          </Link>
        ) : (
          <span className="min-w-0 truncate">{name}</span>
        )}
        <span className="shrink-0 text-12 text-dim">by {intent.by}</span>
      </p>
      <p className="flex items-start gap-2">
        <IntentWords intent={intent} />
      </p>
    </li>
  );
}
