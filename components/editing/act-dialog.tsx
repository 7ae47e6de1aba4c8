'use client';
import { useState } from 'react';
import { CommandDialog } from '@/components/commands/command-dialog';
import { useFirstProblem } from '@/components/form/form-parts';
import { saveWords } from '@/components/form/save-words';
import { Button } from '@/components/ui/button';
import { sortProblems } from '@/lib/editing/field-problems';
import type { EditorAction, FieldValues } from '@/lib/editing/records';
import { changedFields, draftValues, type Touched, toTyped } from '@/lib/editing/typed-values';
import type { FieldProblem } from '@/lib/protocol/reply';
import { ApiError } from '@/lib/queries/call-api';
import { type ChangedReply, type OneRecord, useActOnRecord } from '@/lib/queries/editors';
import { RecordControl } from './record-field';
import { useOnce } from './use-once';
import { valuesOf } from './use-record-editor';

interface ActButtonProps {
  readonly place: OneRecord;
  readonly action: EditorAction;
  /** Of the record it is done to. */
  readonly name: string;
  readonly onDone: (reply: ChangedReply) => void;
}

/** Something besides saving that can be done to a record, with what it needs to know. */
export function ActButton(props: ActButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{props.action.label}</Button>
      {isOpen ? <ActDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const nothing: FieldValues = {};

function ActDialog({ place, action, name, onDone, onClose }: ActButtonProps & { readonly onClose: () => void }) {
  const [touched, setTouched] = useState<Touched>({});
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [problem, setProblem] = useState('');
  const act = useActOnRecord(place, action.id);
  const once = useOnce();
  const form = useFirstProblem<HTMLDivElement>(problems);
  const { fields } = action;
  const { of, stray } = sortProblems(fields, problems);

  async function run(): Promise<void> {
    setProblem('');
    setProblems([]);
    const wanted = draftValues(fields, nothing, touched);
    const values = valuesOf(changedFields(fields, nothing, wanted), wanted);
    try {
      onDone(await once(values, (requestId) => act.mutateAsync({ requestId, values })));
      onClose();
    } catch (error) {
      if (error instanceof ApiError) setProblems(error.problems);
      setProblem(saveWords(error, 'done'));
    }
  }
  return (
    <CommandDialog
      title={`${action.label}: ${name}`}
      words={
        action.isGrave
          ? 'This is done at the vendor at once, and others will notice it.'
          : 'This is done at the vendor at once.'
      }
      action={action.label}
      isFinal={action.isGrave}
      isBusy={act.isPending}
      problem={[problem, ...stray.map(({ message }) => message)].filter(Boolean).join(' ')}
      onClose={onClose}
      onSubmit={() => void run()}
    >
      <div ref={form} className="grid gap-3">
        {fields.map((field) => (
          <RecordControl
            key={field.name}
            field={field}
            typed={touched[field.name] ?? toTyped(field, null)}
            problem={of.get(field.name) ?? null}
            onType={(typed) => setTouched((known) => ({ ...known, [field.name]: typed }))}
          />
        ))}
      </div>
    </CommandDialog>
  );
}
