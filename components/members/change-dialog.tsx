'use client';
import { useState } from 'react';
import { Choice } from '@/components/commands/choice';
import { CommandDialog } from '@/components/commands/command-dialog';
import { Field } from '@/components/ui/field';
import { formatCount } from '@/components/ui/format';
import { commandActions, type QueueAction } from '@/lib/commands/actions';
import { configurationWords } from '@/lib/commands/consequences';
import { type CellPlace, planCells } from '@/lib/members/plan-cells';
import { CellPreview } from './cell-preview';
import { CellResults } from './cell-results';
import { useChange } from './use-change';
import { WhileField } from './while-field';

interface ChangeDialogProps {
  readonly action: QueueAction;
  readonly places: readonly CellPlace[];
  readonly onClose: () => void;
}

/** What the server takes at once. */
const mostCells = 200;

/** What would be asked in which cell and by which calls, before anything is sent; then what became of each. */
export function ChangeDialog({ action, places, onClose }: ChangeDialogProps) {
  const [form, setForm] = useState({ level: '', minutes: '', note: '' });
  const set = (part: Partial<typeof form>) => setForm((known) => ({ ...known, ...part }));
  const change = useChange();
  const plan = planCells(action, places, { level: form.level, note: form.note.trim() });
  const failed = change.results.filter(({ standing }) => standing === 'failed');
  const levels = action === 'join' ? levelsOf(places) : [];
  const minutes = minutesOf(form.minutes);
  const isTooMany = plan.asked.length > mostCells;
  const { label } = commandActions[action];
  const asked = formatCount(plan.asked.length);

  if (change.isSent)
    return (
      <CommandDialog
        title={label}
        words={resultWords(change.results.length, failed.length)}
        action={failed.length > 0 ? `Try the failed again: ${formatCount(failed.length)}` : null}
        closeWords="Close"
        isBusy={change.isBusy}
        problem={change.problem}
        onClose={onClose}
        onSubmit={() => {
          if (minutes !== 'wrong')
            void change.send(
              failed.map(({ cell }) => cell),
              minutes,
              form.note.trim(),
            );
        }}
      >
        <CellResults results={change.results} />
      </CommandDialog>
    );
  return (
    <CommandDialog
      title={`${label}: ${asked} of ${formatCount(places.length)}`}
      words={wordsFor(action, plan.asked)}
      action={plan.asked.length === 0 ? label : `${label}: ${asked}`}
      isBusy={change.isBusy}
      isDead={plan.asked.length === 0 || isTooMany || minutes === 'wrong'}
      problem={isTooMany ? `At most ${mostCells} at once: choose fewer.` : change.problem}
      onClose={onClose}
      onSubmit={() => {
        if (minutes !== 'wrong') void change.send(plan.asked, minutes, form.note.trim());
      }}
    >
      {levels.length > 0 ? (
        <Choice
          label="Level"
          none="As it is"
          help="Where the system has levels."
          value={form.level}
          onChange={(level) => set({ level })}
          options={levels.map((name, index) => ({ code: String(index), label: name }))}
        />
      ) : null}
      <WhileField value={form.minutes} isWrong={minutes === 'wrong'} onChange={(text) => set({ minutes: text })} />
      <Field
        label="Note to them"
        value={form.note}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set({ note: event.target.value })}
      />
      <CellPreview plan={plan} />
    </CommandDialog>
  );
}

/** Null: until it is changed again. */
function minutesOf(text: string): number | null | 'wrong' {
  if (text === '') return null;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : 'wrong';
}

const levelsOf = (places: readonly CellPlace[]): readonly string[] =>
  places.find(({ vendor }) => vendor.membershipTerms.levels.length > 0)?.vendor.membershipTerms.levels ?? [];

function wordsFor(action: QueueAction, asked: readonly CellPlace[]): string {
  const asking = asked.filter(({ vendor }) => vendor.asksFirst.includes(action));
  const sites = [...new Set(asking.map(({ source, agent }) => source?.name ?? agent.sourceId))];
  return [
    'Nothing is sent before you press the button.',
    sites.length > 0 ? configurationWords(sites.join(' and ')) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function resultWords(count: number, failed: number): string {
  const all = `${formatCount(count)} sent; each shows what the floor has confirmed.`;
  return failed === 0 ? all : `${all} ${formatCount(failed)} failed.`;
}
