'use client';
import { PageNote } from '@/components/form/page-frame';
import { Facts } from '@/components/table/detail-facts';
import type { FormField, SourceSettings, VendorForm } from '@/lib/protocol/source-settings';
import { pollLabel } from './source-draft';
import { toTyped } from './typed-value';

interface FileSettingsProps {
  readonly kept: SourceSettings;
  readonly form: VendorForm | null;
}

/** A source of the sources file: to read, as it is written there. */
export function FileSettings({ kept, form }: FileSettingsProps) {
  const { settings, secretsSet, pollEverySeconds } = kept;
  const labelOf = (name: string) => form?.settings.find((field) => field.name === name)?.label ?? name;
  const named = [
    ...(pollEverySeconds === null
      ? []
      : [{ label: pollLabel, note: 'pollEverySeconds', value: `${pollEverySeconds} s` }]),
    ...Object.entries(settings).map(([name, value]) => ({ label: labelOf(name), note: name, value: textOf(value) })),
    ...secretsSet.map((name) => ({ label: name, value: 'set, not shown' })),
  ];
  const usual = (form?.settings ?? []).filter(
    ({ name, default: fallback }) => !(name in settings) && fallback !== null,
  );
  return (
    <div className="grid max-w-[44rem] gap-4">
      <PageNote>
        This source stands in the sources file: change it there and restart Callboard.
        {kept.version === null
          ? ''
          : ' A source of the same id was added in the browser; while this one is in the file, that one is not used.'}
      </PageNote>
      <section aria-label="Written in the file" className="rounded-panel border border-line bg-surface px-4 py-3">
        <h2 className="mb-2 text-14 font-semibold">Written in the file</h2>
        <Facts facts={named} />
      </section>
      <section aria-label="Left as the vendor has it" className="rounded-panel border border-line bg-surface px-4 py-3">
        <h2 className="mb-2 text-14 font-semibold">Left as the vendor has it</h2>
        <Facts facts={usual.map((field) => ({ label: field.label, value: usualOf(field) }))} />
      </section>
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function usualOf(field: FormField): string {
  const typed = toTyped(field, undefined);
  if (typeof typed === 'boolean') return typed ? 'yes' : 'no';
  const text = typeof typed === 'string' ? typed.split('\n').join(', ') : typed.join(', ');
  return `${text || 'nothing'}${field.unit && text ? ` ${field.unit}` : ''}`;
}
