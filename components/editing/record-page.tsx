'use client';
import { PageFrame, PageNote } from '@/components/form/page-frame';
import { useUrlState } from '@/components/table/use-url-state';
import { type KindPlace, useRecordBlank, useRecordRead } from '@/lib/queries/editors';
import { FailureNote } from './failure-note';
import { kindHref } from './places';
import { RecordEditor } from './record-editor';
import { UnknownKind } from './unknown-kind';
import { type KnownKind, useKind } from './use-kind';

interface RecordPageProps extends Pick<KindPlace, 'source' | 'kind'> {
  /** Null for a new one. */
  readonly record: string | null;
}

/** One record at a vendor, or a new one. */
export function RecordPage({ source, kind, record }: RecordPageProps) {
  const { known, ...rest } = useKind({ source, kind });
  const [params] = useUrlState();
  if (!known) return <UnknownKind {...rest} source={source} />;
  const place = { source, kind, parent: known.kind.parent === null ? null : params.get('parent') };
  if (record === null) return <NewRecord known={known} place={place} />;
  return <KnownRecord key={record} known={known} place={place} record={record} />;
}

interface KnownProps {
  readonly known: KnownKind;
  readonly place: KindPlace;
}

function KnownRecord({ known, place, record }: KnownProps & { readonly record: string }) {
  const read = useRecordRead({ ...place, record });
  if (read.data) return <RecordEditor known={known} place={place} opened={read.data} />;
  return <Waiting known={known} place={place} title={record} read={read} />;
}

function NewRecord({ known, place }: KnownProps) {
  const blank = useRecordBlank(place);
  if (blank.data) return <RecordEditor known={known} place={place} opened={blank.data} />;
  return <Waiting known={known} place={place} title={`New ${known.kind.one}`} read={blank} />;
}

interface WaitingProps extends KnownProps {
  readonly title: string;
  readonly read: { readonly isFetching: boolean; readonly error: unknown; readonly refetch: () => unknown };
}

function Waiting({ known: { source, kind }, place, title, read }: WaitingProps) {
  return (
    <PageFrame
      back={{ href: kindHref(place), label: kind.label }}
      title={title}
      subtitle={`${kind.label} at ${source.name}`}
    >
      {read.error && !read.isFetching ? (
        <FailureNote error={read.error} what={kind.one} onRetry={() => void read.refetch()} />
      ) : (
        <PageNote isBusy>Asking {source.name}</PageNote>
      )}
    </PageFrame>
  );
}
