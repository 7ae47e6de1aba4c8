'use client';
import Link from 'next/link';
import { useViewer } from '@/components/shell/viewer';
import { buttonLook } from '@/components/ui/button';
import { can } from '@/lib/can';
import type { RecordRead } from '@/lib/editing/records';
import type { ChangedReply, KindPlace } from '@/lib/queries/editors';
import { ActButton } from './act-dialog';
import { DeleteRecord } from './delete-record';
import { kindHref } from './places';
import type { KnownKind } from './use-kind';
import type { RecordEditorState } from './use-record-editor';

interface RecordActionsProps {
  readonly known: KnownKind;
  readonly place: KindPlace;
  readonly record: RecordRead;
  readonly state: RecordEditorState;
  readonly onChanged: (reply: ChangedReply) => void;
}

/** What belongs to a record, and what can be done with it as a whole. */
export function RecordActions({ known, place, record, state, onChanged }: RecordActionsProps) {
  const { source, kind, may } = known;
  const { role } = useViewer();
  const here = { ...place, record: record.id };
  const children = source.kinds.filter(({ parent }) => parent === kind.id);
  return (
    <>
      {children.map(({ id, label }) => (
        <Link
          key={id}
          href={kindHref({ source: source.id, kind: id, parent: record.id })}
          prefetch={false}
          className={buttonLook()}
        >
          {label}
        </Link>
      ))}
      {can({ role }, kind.right)
        ? kind.actions.map((action) => (
            <ActButton
              key={action.id}
              place={here}
              action={action}
              name={record.label || record.id}
              onDone={onChanged}
            />
          ))
        : null}
      {may('remove') && record.can.includes('remove') ? (
        <DeleteRecord
          place={here}
          one={kind.one}
          sourceName={source.name}
          record={record}
          onDeleted={onChanged}
          onConflict={() => void state.readAgain()}
        />
      ) : null}
    </>
  );
}
