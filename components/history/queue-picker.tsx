'use client';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useSites } from '@/components/table/use-sites';
import { foldText } from '@/components/ui/fold-text';
import { PopoverPanel } from '@/components/ui/popover-panel';
import type { HistoryAnswer } from '@/lib/queries/history';

type PickableQueue = Pick<HistoryAnswer['queues'][number], 'id' | 'name' | 'sourceId'>;

interface QueuePickerProps {
  /** All that may be picked. */
  readonly queues: readonly PickableQueue[];
  readonly picked: readonly string[];
  readonly onPick: (ids: readonly string[]) => void;
}

/** Which queues are shown; none picked is all of them. */
export function QueuePicker({ queues, picked, onPick }: QueuePickerProps) {
  const [sought, setSought] = useState('');
  const siteOf = useSites();
  const found = useMemo(() => {
    const text = foldText(sought);
    return queues.filter(({ name, sourceId }) => foldText(`${name} ${siteOf(sourceId)}`).includes(text));
  }, [queues, sought, siteOf]);
  const chosen = new Set(picked);
  const toggle = (id: string) => onPick(chosen.has(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  const [first] = picked;
  const words =
    picked.length === 1 ? (queues.find(({ id }) => id === first)?.name ?? first) : `${picked.length} queues`;
  return (
    <Popover.Root>
      <Popover.Trigger className="flex h-8 max-w-64 shrink-0 items-center gap-1.5 rounded-small border border-line px-2.5 text-13 hover:bg-raised">
        <span className="truncate">{picked.length === 0 ? 'All queues' : words}</span>
        <ChevronDown aria-hidden size={14} className="shrink-0 text-dim" />
      </Popover.Trigger>
      <PopoverPanel
        label="Choose queues"
        align="start"
        className="flex max-h-[min(28rem,var(--radix-popover-content-available-height))] w-80 flex-col gap-2 p-3"
      >
        <input
          type="search"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          aria-label="Find a queue or site"
          placeholder="Find a queue or site"
          className="h-8 w-full shrink-0 rounded-small border border-line bg-surface px-2 placeholder:text-dim"
        />
        <button
          type="button"
          disabled={picked.length === 0}
          onClick={() => onPick([])}
          className="h-8 shrink-0 rounded-small border border-line px-2 text-left hover:bg-surface disabled:text-dim"
        >
          All queues
        </button>
        <ul className="min-h-0 overflow-auto">
          {found.map(({ id, name, sourceId }) => (
            <li key={id}>
              <label className="flex min-h-8 cursor-pointer items-center gap-2 rounded-small px-1 hover:bg-surface">
                <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="shrink-0 text-dim">{siteOf(sourceId)}</span>
              </label>
            </li>
          ))}
          {found.length === 0 ? <li className="px-1 text-dim">No queue has such a name.</li> : null}
        </ul>
      </PopoverPanel>
    </Popover.Root>
  );
}
