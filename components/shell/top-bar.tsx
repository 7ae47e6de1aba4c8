'use client';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '@/lib/principal';
import { AccountMenu } from './account-menu';
import { CommandPalette } from './command-palette';
import { SourceDots } from './source-dots';
import { useShortcut } from './use-shortcut';

/** Sources at a glance, search, and who is signed in. */
export function TopBar({ name, role }: { readonly name: string; readonly role: Role }) {
  const [searching, setSearching] = useState(false);
  useShortcut('k', () => setSearching(true));
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-surface px-3 md:px-4">
      <SourceDots linked={role !== 'agent'} />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <button
          type="button"
          onClick={() => setSearching(true)}
          className="flex h-8 items-center gap-2 rounded-small border border-line px-2 text-13 text-dim hover:bg-raised hover:text-text"
        >
          <Search aria-hidden size={14} />
          <span className="hidden sm:inline">Find</span>
          <kbd className="hidden rounded-small border border-line px-1 font-sans text-12 sm:inline">Ctrl K</kbd>
          <span className="sr-only sm:hidden">Find</span>
        </button>
        <AccountMenu name={name} role={role} />
      </div>
      <CommandPalette role={role} open={searching} onOpenChange={setSearching} />
    </header>
  );
}
