'use client';
import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { leave } from '@/components/ui/leaving';
import type { Role } from '@/lib/principal';
import { type Findable, findMatches } from './find-matches';
import { useFindables } from './use-findables';

interface PaletteProps {
  readonly role: Role;
  /** Told whether another page or row is being opened. */
  readonly onDone: (isGoing: boolean) => void;
}

/** A field and what it finds; arrows choose, Enter goes there. */
export function Palette({ role, onDone }: PaletteProps) {
  const router = useRouter();
  const listId = useId();
  // The floor changes all the time; what is typed comes first.
  const findables = useDeferredValue(useFindables(role));
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(query, findables), [query, findables]);
  const active = Math.min(at, matches.length - 1);

  function go(thing: Findable | undefined) {
    if (!thing) return;
    onDone(!thing.run);
    if (thing.run) thing.run();
    else leave(() => router.push(thing.href));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(matches.length - 1, active + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      // Else the same key would press whatever has the focus after it.
      event.preventDefault();
      go(matches[active]);
    }
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
        className="h-12 w-full shrink-0 border-b border-line bg-transparent px-4 text-16 outline-none placeholder:text-dim"
      />
      <div id={listId} role="listbox" aria-label="Found" className="min-h-0 overflow-auto p-1">
        {matches.map((thing, index) => (
          <Match
            key={thing.key}
            id={`${listId}-${index}`}
            thing={thing}
            isActive={index === active}
            onPick={() => go(thing)}
          />
        ))}
      </div>
      <p role="status" className={matches.length > 0 ? 'sr-only' : 'px-4 py-3 text-14 text-dim'}>
        {matches.length > 0 ? `${matches.length} found` : 'Nothing on the floor is called that.'}
      </p>
    </>
  );
}

interface MatchProps {
  readonly id: string;
  readonly thing: Findable;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function Match({ id, thing, isActive, onPick }: MatchProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field above names the active option
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onPick}
      className={clsx(
        'flex items-baseline gap-3 rounded-small px-3 py-2 text-14',
        isActive ? 'bg-raised' : 'hover:bg-raised',
      )}
    >
      <span className="truncate font-medium">{thing.label}</span>
      <span className="ml-auto max-w-[50%] shrink-0 truncate text-12 text-dim">{thing.detail}</span>
    </div>
  );
}
