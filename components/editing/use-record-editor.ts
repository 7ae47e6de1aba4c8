'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import { sortProblems } from '@/lib/editing/field-problems';
import { type Merged, mergeValues } from '@/lib/editing/merge-values';
import type { FieldValues, RecordBlank, RecordRead } from '@/lib/editing/records';
import { changedFields, draftValues, type Touched, type TypedValue, touchedFor } from '@/lib/editing/typed-values';
import type { FieldProblem } from '@/lib/protocol/reply';
import { ApiError } from '@/lib/queries/call-api';
import { type ChangedReply, type KindPlace, readRecord, useCreateRecord, useUpdateRecord } from '@/lib/queries/editors';
import { failureWords } from './failure-words';
import { useOnce } from './use-once';

/** Somebody else was first: what the record was before both, and what became of it. */
export interface Meeting {
  readonly before: FieldValues;
  readonly merged: Merged;
}

export interface EditorParts {
  readonly place: KindPlace;
  /** The record as it was read, or the blank of a new one. */
  readonly opened: RecordRead | RecordBlank;
}

/** A draft of a record: what is typed, what is wrong with it, and what came of saving it. */
export function useRecordEditor({ place, opened }: EditorParts) {
  const held = useDraft(opened);
  const { kept, touched, record, setTouched, setProblems, setSaid, setMeeting, begin, rebase } = held;
  const [outcome, setOutcome] = useState<ChangedReply | null>(null);
  const { isBusy, send } = useSending(place, record);

  /** Reads it afresh; where somebody else was there meanwhile, both are shown. */
  async function readAgain(isMet = false): Promise<void> {
    const before = kept.values;
    try {
      const merged = rebase(await readRecord({ ...place, record: record?.id ?? '' }));
      setOutcome(null);
      if (isMet || merged.clashes.length > 0) setMeeting({ before, merged });
      else setSaid('This is what the vendor has now.');
    } catch (error) {
      setSaid(failureWords(error, 'record'));
    }
  }

  async function save(wanted: Touched = touched): Promise<ChangedReply | null> {
    if (isBusy) return null;
    setProblems([]);
    setSaid('');
    setOutcome(null);
    const sent = draftValues(kept.fields, kept.values, wanted);
    setTouched(wanted);
    try {
      const reply = await send(kept, sent);
      const { outcome: how } = reply.change;
      if (how === 'saved' || how === 'saved-otherwise') rebase(reply.record ?? { ...kept, values: sent }, sent);
      setOutcome(reply);
      return reply;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'conflict') await readAgain(true);
      else {
        if (error instanceof ApiError) setProblems(error.problems);
        setSaid(saveWords(error, 'saved'));
      }
      return null;
    }
  }

  function discard(): void {
    begin(kept);
    setOutcome(null);
  }
  return { ...held, outcome, isBusy, save, discard, readAgain, setOutcome };
}

/** What is typed upon what the vendor has. */
function useDraft(opened: EditorParts['opened']) {
  const [kept, setKept] = useState(opened);
  const [touched, setTouched] = useState<Touched>({});
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [said, setSaid] = useState('');
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const draft = useMemo(() => draftValues(kept.fields, kept.values, touched), [kept, touched]);
  const changed = useMemo(() => changedFields(kept.fields, kept.values, draft), [kept, draft]);
  const sorted = useMemo(() => sortProblems(kept.fields, problems), [kept, problems]);
  // Somebody may go on typing while it is sent.
  const latest = useRef(draft);
  latest.current = draft;

  const touch = useCallback((name: string, typed: TypedValue | null) => {
    setSaid('');
    setTouched(({ [name]: _, ...others }) => (typed === null ? others : { ...others, [name]: typed }));
  }, []);

  function begin(from: RecordRead | RecordBlank, wanted: Touched = {}): void {
    setKept(from);
    setTouched(wanted);
    setProblems([]);
    setSaid('');
    setMeeting(null);
  }

  /** Goes on upon what the vendor has now, with what was typed since `from` and is not saved yet. */
  function rebase(fresh: RecordRead | RecordBlank, from: FieldValues = kept.values): Merged {
    const merged = mergeValues(fresh.fields, { base: from, mine: latest.current, theirs: fresh.values });
    begin(fresh, touchedFor(fresh.fields, fresh.values, merged.values));
    return merged;
  }
  return {
    ...{ kept, touched, draft, changed, problems, sorted, said, meeting },
    ...{ setTouched, setProblems, setSaid, setMeeting, touch, begin, rebase },
    record: 'lock' in kept ? kept : null,
    isDirty: changed.length > 0,
  };
}

export type RecordEditorState = ReturnType<typeof useRecordEditor>;

/** Sends what changed of a record, or all of a new one. */
function useSending(place: KindPlace, record: RecordRead | null) {
  const create = useCreateRecord(place);
  const update = useUpdateRecord({ ...place, record: record?.id ?? '' });
  const once = useOnce();
  function send(kept: RecordRead | RecordBlank, wanted: FieldValues): Promise<ChangedReply> {
    if (!record) {
      const values = newValues(kept, wanted);
      return once(values, (requestId) => create.mutateAsync({ requestId, values }));
    }
    const values = valuesOf(changedFields(kept.fields, kept.values, wanted), wanted);
    const { lock } = record;
    return once({ values, lock }, (requestId) => update.mutateAsync({ requestId, lock, values }));
  }
  return { isBusy: create.isPending || update.isPending, send };
}

type Fields = RecordBlank['fields'];

export function valuesOf(fields: Fields, wanted: FieldValues): FieldValues {
  return Object.fromEntries(fields.map(({ name }) => [name, wanted[name] ?? null]));
}

/** What is not set and cannot be set is left to the vendor. */
export function newValues({ fields }: RecordBlank, wanted: FieldValues): FieldValues {
  return valuesOf(
    fields.filter(({ name, isReadOnly }) => !isReadOnly && wanted[name] != null),
    wanted,
  );
}
