'use client';
import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useRecords } from '@/lib/live/use-floor';
import type { Role } from '@/lib/principal';
import { destinationsFor } from './destinations';
import { type Findable, findMatches } from './find-matches';

interface CommandPaletteProps {
  readonly role: Role;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** ⌘K or Ctrl-K: finds queues, agents and pages. */
export function CommandPalette({ role, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/70" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-panel border border-line bg-surface text-text"
        >
          <Dialog.Title className="sr-only">Find queues, agents and pages</Dialog.Title>
          <Palette role={role} onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useFindables(role: Role): readonly Findable[] {
  const queues = useRecords('queues');
  const agents = useRecords('agents');
  const sources = useRecords('sources');
  return useMemo(() => {
    const site = new Map(sources.map((source) => [source.id, source.name]));
    const pages = destinationsFor(role).map(({ href, label }) => ({ key: href, label, detail: 'page', href }));
    const row = (kind: 'queue' | 'agent', one: { id: string; sourceId: string; name: string }) => ({
      key: `${kind}:${one.id}`,
      label: one.name,
      detail: `${kind}, ${site.get(one.sourceId) ?? one.sourceId}`,
      href: `/${kind}s?open=${encodeURIComponent(one.id)}`,
    });
    return [...pages, ...queues.map((one) => row('queue', one)), ...agents.map((one) => row('agent', one))];
  }, [role, queues, agents, sources]);
}

function Palette({ role, onDone }: { readonly role: Role; readonly onDone: () => void }) {
  const router = useRouter();
  const listId = useId();
  const findables = useFindables(role);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(query, findables), [query, findables]);
  const active = Math.min(at, matches.length - 1);

  function go(thing: Findable | undefined) {
    if (!thing) return;
    router.push(thing.href);
    onDone();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(matches.length - 1, active + step)));
    } else if (event.key === 'Enter') go(matches[active]);
  }

  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in it
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        aria-label="Find"
        placeholder="Find a queue, an agent or a page"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-16 outline-none placeholder:text-dim"
      />
      <div id={listId} role="listbox" aria-label="Found" className="max-h-96 overflow-auto p-1">
        {matches.map((thing, index) => (
          <Match
            key={thing.key}
            id={`${listId}-${index}`}
            thing={thing}
            active={index === active}
            onPick={() => go(thing)}
          />
        ))}
      </div>
      {matches.length === 0 ? <p className="px-4 pb-4 text-14 text-dim">Nothing on the floor is called that.</p> : null}
    </>
  );
}

interface MatchProps {
  readonly id: string;
  readonly thing: Findable;
  readonly active: boolean;
  readonly onPick: () => void;
}

function Match({ id, thing, active, onPick }: MatchProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field above names the active option
    <div
      id={id}
      role="option"
      aria-selected={active}
      onClick={onPick}
      className={clsx(
        'flex items-baseline gap-3 rounded-small px-3 py-2 text-14',
        active ? 'bg-raised' : 'hover:bg-raised',
      )}
    >
      <span className="truncate font-medium">{thing.label}</span>
      <span className="ml-auto shrink-0 text-12 text-dim">{thing.detail}</span>
    </div>
  );
}
