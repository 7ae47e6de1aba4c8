'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageFrame, PageNote } from '@/components/form/page-frame';
import { useUrlState } from '@/components/table/use-url-state';
import { leave } from '@/components/ui/leaving';
import type { VendorForm } from '@/lib/protocol/source-settings';
import { useVendorForms } from '@/lib/queries/source-settings';
import { SourceForm } from './source-form';
import { sourcesPlace } from './sources-place';
import { tellWords } from './tell-words';

/** Adds a source while Callboard runs. */
export function NewSourcePage() {
  return (
    <PageFrame back={sourcesPlace} title="Add a source" subtitle="A system to ask, from now on and without a restart">
      <NewSource />
    </PageFrame>
  );
}

function NewSource() {
  const { data, isPending } = useVendorForms();
  const [params, change] = useUrlState();
  const router = useRouter();
  // The address follows a little later than the tick.
  const [chosen, setChosen] = useState(params.get('vendor'));
  function choose(vendor: string): void {
    setChosen(vendor);
    change({ vendor });
  }
  if (isPending) return <PageNote isBusy>Loading the form</PageNote>;
  if (!data) return <PageNote>The form could not be read. Load the page again.</PageNote>;
  if (data.refusal) return <PageNote>{data.refusal}</PageNote>;
  const form = data.vendors.find(({ vendor }) => vendor === chosen) ?? null;
  return (
    <div className="grid gap-4">
      <VendorChoice vendors={data.vendors} chosen={form} onChoose={(vendor) => leave(() => choose(vendor))} />
      {form ? (
        <SourceForm
          key={form.vendor}
          form={form}
          kept={null}
          onSaved={({ id }) => router.push(`/sources#${encodeURIComponent(id)}`)}
        />
      ) : null}
    </div>
  );
}

interface VendorChoiceProps {
  readonly vendors: readonly VendorForm[];
  readonly chosen: VendorForm | null;
  readonly onChoose: (vendor: string) => void;
}

function VendorChoice({ vendors, chosen, onChoose }: VendorChoiceProps) {
  return (
    <fieldset className="grid min-w-0 gap-2 sm:grid-cols-3 xl:max-w-[73rem]">
      <legend className="mb-2 text-14 font-semibold">What kind of system is it?</legend>
      {vendors.map(({ vendor, label }) => (
        <label
          key={vendor}
          className="flex items-start gap-2 rounded-panel border border-line bg-surface p-3 has-checked:border-text"
        >
          <input
            type="radio"
            name="vendor"
            checked={vendor === chosen?.vendor}
            onChange={() => onChoose(vendor)}
            className="mt-0.5 h-4 w-4 shrink-0 accent-focus"
          />
          <span className="min-w-0">
            <span className="block text-14 font-medium">{label}</span>
            <span className="block text-12 text-dim">{tellWords(vendor)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
