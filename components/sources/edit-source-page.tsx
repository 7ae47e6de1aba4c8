'use client';
import { PageFrame, PageNote } from '@/components/form/page-frame';
import type { SourceSettings } from '@/lib/protocol/source-settings';
import { ApiError } from '@/lib/queries/call-api';
import { useSourceSettings, useVendorForms } from '@/lib/queries/source-settings';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import { FileSettings } from './file-settings';
import { SourceActions } from './source-actions';
import { SourceForm } from './source-form';
import { sourcesPlace } from './sources-place';

/** The settings of one source: to change, or to read where they stand in the sources file. */
export function EditSourcePage({ id }: { readonly id: string }) {
  const { data: kept, error, isPending } = useSourceSettings(id);
  if (kept) return <KnownSource kept={kept} />;
  return (
    <PageFrame back={sourcesPlace} title="Source" subtitle={id}>
      <PageNote isBusy={isPending}>{isPending ? 'Loading the settings' : failureWords(error)}</PageNote>
    </PageFrame>
  );
}

function failureWords(error: unknown): string {
  return error instanceof ApiError && error.code === 'not-found'
    ? 'There is no such source. It may have been deleted meanwhile.'
    : 'The settings could not be read. Load the page again.';
}

function KnownSource({ kept }: { readonly kept: SourceSettings }) {
  const { data: forms } = useVendorForms();
  const form = forms?.vendors.find(({ vendor }) => vendor === kept.vendor);
  const isOfFile = kept.origin === 'file';
  const where = isOfFile ? 'from the sources file' : kept.isPaused ? 'paused' : 'added in the browser';
  return (
    <PageFrame
      back={sourcesPlace}
      title={kept.name}
      subtitle={`${vendorLabel(kept.vendor)}, ${kept.id}, ${where}`}
      actions={<SourceActions kept={kept} />}
    >
      {isOfFile ? <FileSettings kept={kept} form={form ?? null} /> : null}
      {!isOfFile && form ? <SourceForm form={form} kept={kept} onSaved={() => {}} /> : null}
      {!isOfFile && forms && !form ? (
        <PageNote>This release does not know the vendor “{kept.vendor}”: the source can only be deleted.</PageNote>
      ) : null}
    </PageFrame>
  );
}
