'use client';
import { useMemo, useState } from 'react';
import { CommandDialog } from '@/components/commands/command-dialog';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format';
import { commandActions, mostAtOnce, type QueueAction } from '@/lib/commands/actions';
import { useFloorSource } from '@/lib/live/floor-context';
import { useNow } from '@/lib/live/use-floor';
import { changeLabel } from '@/lib/members/change-label';
import { endOf, lastingBefore } from '@/lib/members/lasting';
import { type CellPlace, planCells } from '@/lib/members/plan-cells';
import { CellPreview } from './cell-preview';
import { CellResults } from './cell-results';
import { ChangeFields, type ChangeForm } from './change-fields';
import { ChangeTraces } from './change-traces';
import { previewWords, resultWords } from './change-words';
import { placeNow } from './place-now';
import { type Change, type Terms, useChange } from './use-change';

interface ChangeDialogProps {
  readonly action: QueueAction;
  readonly places: readonly CellPlace[];
  readonly onClose: () => void;
}

const blank: ChangeForm = { level: '', lasting: { kind: 'for-good' }, note: '' };

/** What would be asked in which cell and by which calls, before anything is sent; then what became of each. */
export function ChangeDialog({ action, places, onClose }: ChangeDialogProps) {
  const [step, setStep] = useState({ action, places });
  const [form, setForm] = useState(blank);
  const [sentTerms, setSentTerms] = useState<Terms | null>(null);
  const change = useChange();
  const now = useNow();
  const end = endOf(form.lasting, now);
  const plan = useMemo(
    () => planCells(step.action, step.places, { level: form.level, note: form.note.trim() }),
    [step, form.level, form.note],
  );
  const label = useMemo(
    () => changeLabel(step.action, step.places, planCells(step.action, step.places).asked.length),
    [step],
  );
  const asked = formatCount(plan.asked.length);
  const isTooMany = plan.asked.length > mostAtOnce;
  const joining = useJoining(change, step.action);
  const shared = { title: label, isBusy: change.isBusy, problem: change.problem, onClose };

  function send(): void {
    if (typeof end === 'string') return;
    const terms = { lasting: form.lasting, end, note: form.note.trim() };
    setSentTerms(terms);
    void change.send(plan.asked, terms);
  }
  // Who was added for a while has left again before that is over.
  const lasting = sentTerms?.end == null ? blank.lasting : lastingBefore(sentTerms.end, now);
  const canJoin = lasting === null ? 0 : joining.length;
  function goOn(): void {
    setStep({ action: 'join', places: joining });
    setForm({ ...blank, ...(lasting ? { lasting } : {}) });
    change.forget();
  }

  if (change.isSent && sentTerms) {
    const again = againTerms(sentTerms, now);
    const { results, failed } = change;
    return (
      <CommandDialog
        {...shared}
        words={resultWords(results, canJoin, now)}
        action={failed.length > 0 && again ? `Try the failed again: ${formatCount(failed.length)}` : null}
        closeWords="Close"
        more={<MoreSteps change={change} canJoin={canJoin} onJoin={goOn} />}
        onSubmit={() => again && void change.retry(again)}
      >
        <CellResults results={results} />
        <ChangeTraces results={results} />
      </CommandDialog>
    );
  }
  return (
    <CommandDialog
      {...shared}
      title={`${label}: ${asked} of ${formatCount(step.places.length)}`}
      words={previewWords(step.action, plan.asked)}
      action={plan.asked.length === 0 ? label : `${label}: ${asked}`}
      isDead={plan.asked.length === 0 || isTooMany || typeof end === 'string'}
      problem={isTooMany ? `At most ${mostAtOnce} at once: choose fewer.` : change.problem}
      onSubmit={send}
    >
      <ChangeFields {...{ ...step, form, end }} onChange={(part) => setForm((known) => ({ ...known, ...part }))} />
      <CellPreview plan={plan} />
    </CommandDialog>
  );
}

/** Minutes begin anew, a time of day stays the one that was meant; null once it is over. */
function againTerms(terms: Terms, now: number): Terms | null {
  if (terms.lasting.kind === 'until') return terms.end !== null && terms.end > now ? terms : null;
  const end = endOf(terms.lasting, now);
  return typeof end === 'string' ? null : { ...terms, end };
}

/** Adding logs nobody in: of those that were added, whoever can join now. */
function useJoining({ results }: Change, action: QueueAction): readonly CellPlace[] {
  const { store } = useFloorSource();
  const rights = useCommandRights();
  if (action !== 'assign' || !rights.agents) return [];
  const added = results.filter(({ standing, way }) => standing === 'done' && way === 'out');
  return planCells(
    'join',
    added.flatMap(({ cell }) => placeNow(store, cell) ?? []),
  ).asked;
}

interface MoreStepsProps {
  readonly change: Change;
  readonly canJoin: number;
  readonly onJoin: () => void;
}

function MoreSteps({ change, canJoin, onJoin }: MoreStepsProps) {
  const { returnable, isBusy } = change;
  return (
    <>
      {returnable.length > 0 ? (
        <Button isBusy={isBusy} onClick={() => void change.putBack()}>
          Put back as it was: {formatCount(returnable.length)}
        </Button>
      ) : null}
      {canJoin > 0 ? (
        <Button isBusy={isBusy} onClick={onJoin}>
          {commandActions.join.label}: {formatCount(canJoin)}
        </Button>
      ) : null}
    </>
  );
}
