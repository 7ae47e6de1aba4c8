'use client';
import { CircleHelp } from 'lucide-react';
import { Popover } from 'radix-ui';
import { memo } from 'react';
import { PopoverPanel } from '@/components/ui/popover-panel';

interface ColumnGuideProps {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly explain?: string }[];
}

/** What each column means, for those who have no pointer to hover with. */
export const ColumnGuide = memo(function ColumnGuide({ columns }: ColumnGuideProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label="What the columns mean"
        className="grid h-8 w-8 place-items-center rounded-small text-dim hover:bg-raised hover:text-text"
      >
        <CircleHelp aria-hidden size={16} strokeWidth={1.5} />
      </Popover.Trigger>
      <PopoverPanel
        label="What the columns mean"
        align="start"
        className="max-h-(--radix-popover-content-available-height) w-96 overflow-auto p-4"
      >
        <dl className="flex flex-col gap-2">
          {columns.map(({ key, title, explain }) =>
            explain ? (
              <div key={key}>
                <dt className="font-medium">{title}</dt>
                <dd className="text-dim">{explain}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <p className="mt-3 border-t border-line pt-3 text-dim">
          “—” is not known, which is not zero. Hatched rows are out of date. Columns that do not fit are in the details
          of a row.
        </p>
      </PopoverPanel>
    </Popover.Root>
  );
});
