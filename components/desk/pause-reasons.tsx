'use client';
import clsx from 'clsx';
import { AfterContactBox } from '@/components/commands/after-contact-box';
import { Button } from '@/components/ui/button';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { SharedReason } from '@/lib/desk/reasons';
import type { Desk } from './use-desk';
import { useFirstFocus } from './use-first-focus';

interface PauseReasonsProps {
  readonly desk: Desk;
  /** Names of the systems that want to know why; empty while nobody asks. */
  readonly askingWhy: string;
  readonly isAfterContact: boolean;
  readonly onAfterContact: (isOn: boolean) => void;
  readonly onCancel: () => void;
  readonly onReason: (reason: SharedReason) => void;
}

/** Why one pauses: the reasons of all systems as one list, the first nine under a digit. */
export function PauseReasons({
  desk,
  askingWhy,
  isAfterContact,
  onAfterContact,
  onCancel,
  onReason,
}: PauseReasonsProps) {
  const first = useFirstFocus(askingWhy !== '');
  const { reasons, seats, isAskingReasons } = desk;
  const pausing = seats.filter(({ vendor }) => vendor.commands.includes('pause'));
  if (pausing.length === 0) return null;
  return (
    <section
      aria-label="Reasons of a pause"
      className={clsx('rounded-panel border bg-surface p-3', askingWhy ? 'border-warning' : 'border-line')}
    >
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-12 font-medium text-dim">Pause because of</h2>
        <AfterContactBox isOn={isAfterContact} onChange={onAfterContact} />
      </div>
      <div role="status" className="mb-2 flex items-center gap-2 text-14 empty:hidden">
        {askingWhy ? (
          <>
            <SeverityMark kind="warning" size={16} decorative />
            <span className="min-w-0 flex-1">Nothing is sent yet: at {askingWhy} a pause needs a reason.</span>
            <Button aria-keyshortcuts="Escape" onClick={onCancel}>
              Not now
            </Button>
          </>
        ) : null}
      </div>
      {reasons.length === 0 ? (
        <p className="text-14 text-dim">
          {isAskingReasons ? 'Asking your systems for their reasons' : 'None of your systems has reasons: just pause.'}
        </p>
      ) : (
        <ul className="grid gap-2 min-[26rem]:grid-cols-2">
          {reasons.map((reason, index) => (
            <li key={reason.label}>
              <button
                ref={index === 0 ? first : null}
                type="button"
                onClick={() => onReason(reason)}
                aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
                className="flex min-h-10 w-full items-center gap-2 rounded-small border border-line px-3 py-1.5 text-left text-14 font-medium hover:border-dim"
              >
                {index < 9 ? <kbd className="w-4 text-12 text-dim tabular-nums">{index + 1}</kbd> : null}
                <span className="min-w-0 flex-1 wrap-anywhere">{reason.label}</span>
                <Missing reason={reason} of={pausing.map(({ agent }) => agent.id)} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** On systems without this reason one pauses without any. */
function Missing({ reason, of }: { readonly reason: SharedReason; readonly of: readonly string[] }) {
  const known = of.filter((id) => id in reason.codes).length;
  if (known === of.length) return null;
  return (
    <span className="shrink-0 text-12 text-dim">
      {known} of {of.length} systems
    </span>
  );
}
