'use client';
import { type FormEvent, useState } from 'react';
import { useFirstProblem } from '@/components/form/form-parts';
import { PageFrame } from '@/components/form/page-frame';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { basePath } from '@/lib/paths';
import type { ChangedReply, KindPlace } from '@/lib/queries/editors';
import { DraftPanel } from './draft-panel';
import { GoneRecord } from './gone-record';
import { OutcomeNote } from './outcome-note';
import { kindHref, recordHref } from './places';
import { RecordActions } from './record-actions';
import { RecordFields } from './record-fields';
import { RecordHistory } from './record-history';
import { RecordMeeting } from './record-meeting';
import { SaveDraft } from './save-draft';
import type { KnownKind } from './use-kind';
import { type EditorParts, newValues, type RecordEditorState, useRecordEditor, valuesOf } from './use-record-editor';

interface RecordEditorProps extends EditorParts {
  readonly known: KnownKind;
}

/** A record at a vendor, to be read and changed: the draft, what it changes, and what was changed before. */
export function RecordEditor({ known, place, opened }: RecordEditorProps) {
  const { source, kind, may } = known;
  const state = useRecordEditor({ place, opened });
  const [gone, setGone] = useState<ChangedReply | null>(null);
  const { record } = state;
  const title = record ? record.label || record.id : `New ${kind.one}`;
  const settle = useSettling({ state, onGone: setGone });

  async function save(): Promise<void> {
    const reply = await state.save();
    if (record || !reply) return;
    if (reply.record) window.history.replaceState(null, '', `${basePath}${recordHref(place, reply.record.id)}`);
    else if (reply.change.outcome !== 'refused') setGone(reply);
  }
  if (gone) return <GoneRecord known={known} place={place} reply={gone} />;
  const mayChange = record ? may('update') && record.can.includes('update') : may('create');
  return (
    <PageFrame
      back={{ href: kindHref(place), label: kind.label }}
      title={title}
      subtitle={[`${capital(kind.one)} at ${source.name}`, record?.note].filter(Boolean).join(', ')}
      actions={
        record ? <RecordActions known={known} place={place} record={record} state={state} onChanged={settle} /> : null
      }
    >
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,44rem)_minmax(0,28rem)]">
        <EditorForm known={known} place={place} state={state} mayChange={mayChange} onSave={save} onUndone={settle} />
        <div className="grid min-w-0 gap-4">
          {mayChange ? <Draft place={place} state={state} /> : null}
          {record ? (
            <RecordHistory place={{ ...place, record: record.id }} fields={record.fields} onUndone={settle} />
          ) : null}
        </div>
      </div>
      <UnsavedGuard isDirty={state.isDirty} />
    </PageFrame>
  );
}

interface EditorFormProps {
  readonly known: KnownKind;
  readonly place: KindPlace;
  readonly state: RecordEditorState;
  readonly mayChange: boolean;
  readonly onSave: () => Promise<void>;
  readonly onUndone: (reply: ChangedReply) => void;
}

function EditorForm({ known: { kind }, place, state, mayChange, onSave, onUndone }: EditorFormProps) {
  const { kept, record, touched, changed, meeting, outcome, sorted, problems } = state;
  const form = useFirstProblem<HTMLFormElement>(problems);
  const other = outcome?.record?.id;
  function submit(event: FormEvent): void {
    event.preventDefault();
    void onSave();
  }
  return (
    <form ref={form} noValidate onSubmit={submit} aria-busy={state.isBusy} className="grid min-w-0 gap-4">
      {outcome ? (
        <OutcomeNote
          reply={outcome}
          otherHref={other === undefined || other === record?.id ? null : recordHref(place, other)}
          onUndone={onUndone}
          onRead={record ? () => void state.readAgain() : null}
        />
      ) : null}
      {meeting ? <RecordMeeting one={kind.one} meeting={meeting} state={state} /> : null}
      {mayChange ? null : (
        <p className="rounded-panel border border-line bg-raised px-4 py-2 text-14">
          This {kind.one} can be read here, not changed.
        </p>
      )}
      <RecordFields
        title={capital(kind.one)}
        fields={kept.fields}
        values={kept.values}
        touched={touched}
        changed={new Set(changed.map(({ name }) => name))}
        problems={sorted}
        onTouch={mayChange ? state.touch : null}
      />
      {mayChange ? <SaveDraft state={state} one={kind.one} /> : <p role="status">{state.said}</p>}
    </form>
  );
}

function Draft({ place, state }: { readonly place: KindPlace; readonly state: RecordEditorState }) {
  const { kept, record, changed, draft } = state;
  return (
    <DraftPanel
      // Nobody has the id of a record that is not there yet.
      place={{ ...place, record: record?.id ?? 'new' }}
      isNew={record === null}
      changed={changed}
      before={kept.values}
      after={draft}
      values={record ? valuesOf(changed, draft) : newValues(kept, draft)}
    />
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface Settling {
  readonly state: RecordEditorState;
  readonly onGone: (reply: ChangedReply) => void;
}

/** What becomes of the page when its record was deleted, or a change of it taken back. */
function useSettling({ state, onGone }: Settling) {
  return (reply: ChangedReply) => {
    const { record, change } = reply;
    const isOther = (record?.id ?? change.recordId) !== state.record?.id;
    if (!isOther && record) state.rebase(record);
    // What came of a clone may go again: the record itself stays.
    if (!isOther && !record && change.operation === 'remove') return onGone(reply);
    state.setOutcome(reply);
  };
}
