'use client';
import { useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import type { FieldProblem } from '@/lib/protocol/reply';
import type { SourceSettings, TriedSource, VendorForm } from '@/lib/protocol/source-settings';
import { ApiError } from '@/lib/queries/call-api';
import { useAddSource, useChangeSource, useReloadSettings } from '@/lib/queries/source-settings';
import { draftOf, pollOf, type SourceDraft, sendingOf, suggestId } from './source-draft';

/** Somebody else has saved what was being edited. */
export interface Conflict {
  /** As it was when this form was opened. */
  readonly base: SourceDraft;
  readonly theirs: SourceDraft;
}

export interface SourceFormParts {
  readonly form: VendorForm;
  /** Null for a source that is not there yet. */
  readonly kept: SourceSettings | null;
  readonly onSaved: (saved: SourceSettings) => void;
}

/** What is typed, what is wrong with it, and how it is saved. */
export function useSourceForm({ form, kept, onSaved }: SourceFormParts) {
  const [saved, setSaved] = useState(() => draftOf(form, kept));
  const [draft, setDraft] = useState(saved);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [said, setSaid] = useState('');
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const add = useAddSource();
  const change = useChangeSource(kept?.id ?? '');
  const reload = useReloadSettings(kept?.id ?? '');
  const isBusy = add.isPending || change.isPending;

  function edit(part: Partial<SourceDraft>): void {
    setSaid('');
    setDraft((before) => withId({ ...before, ...part }, before, kept === null));
  }

  async function save(typed: SourceDraft = draft): Promise<void> {
    if (isBusy) return;
    setProblems([]);
    setSaid('');
    const body = { name: typed.name, pollEverySeconds: pollOf(typed), ...sendingOf(form, typed, kept) };
    try {
      const answer = kept
        ? await change.mutateAsync({ ...body, version: kept.version ?? 0 })
        : await add.mutateAsync({ ...body, id: typed.id, vendor: form.vendor });
      setConflict(null);
      setSaved(draftOf(form, answer));
      setDraft(draftOf(form, answer));
      setSaid('Saved. The source is asked with these settings from now on.');
      onSaved(answer);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'conflict') return meet(error);
      if (error instanceof ApiError) setProblems(error.problems);
      setSaid(saveWords(error, 'saved'));
    }
  }

  async function meet(error: ApiError): Promise<void> {
    const base = conflict?.theirs ?? draftOf(form, kept);
    try {
      setConflict({ base, theirs: draftOf(form, await reload()) });
    } catch {
      setSaid(saveWords(error, 'saved'));
    }
  }

  return {
    ...{ draft, problems, said, conflict, isBusy, edit, setProblems, save },
    isDirty: JSON.stringify(draft) !== JSON.stringify(saved),
    /** Goes on with what was chosen of both. */
    settle(merged: SourceDraft) {
      setDraft(merged);
      return save(merged);
    },
    /** What the test is to try. */
    tried: (): TriedSource => ({ vendor: form.vendor, ...sendingOf(form, draft, kept), secretsOf: kept?.id ?? null }),
  };
}

/** The id follows the name until it is typed itself. */
function withId(next: SourceDraft, before: SourceDraft, isNew: boolean): SourceDraft {
  const follows = isNew && next.name !== before.name && before.id === suggestId(before.name);
  return follows ? { ...next, id: suggestId(next.name) } : next;
}
