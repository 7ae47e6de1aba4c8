'use client';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { IntentsGlance } from '@/components/commands/intents-glance';
import { can } from '@/lib/can';
import { AccountMenu } from './account-menu';
import { CommandPalette } from './command-palette';
import { SourceDots } from './source-dots';
import { useCommandKey } from './use-command-key';
import { useShortcut } from './use-shortcut';
import type { Viewer } from './viewer';

/** Sources at a glance, search, and who is signed in. */
export function TopBar({ viewer }: { readonly viewer: Viewer }) {
  const [searching, setSearching] = useState(false);
  const commandKey = useCommandKey();
  useShortcut('k', () => setSearching(true));
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-surface px-3 md:px-4">
      <SourceDots linked={can(viewer, 'see-sources')} />
      <div className="ml-auto flex shrink-0 items-center gap-1 md:gap-2">
        <IntentsGlance />
        <button
          type="button"
          onClick={() => setSearching(true)}
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 min-w-8 items-center justify-center gap-2 rounded-small border border-line px-2 text-13 text-dim hover:bg-raised hover:text-text"
        >
          <Search aria-hidden size={14} />
          <span className="sr-only sm:not-sr-only">Find</span>
          <kbd className="hidden rounded-small border border-line px-1 font-sans text-12 sm:inline">{commandKey} K</kbd>
        </button>
        <AccountMenu name={viewer.name} role={viewer.role} />
      </div>
      <CommandPalette role={viewer.role} open={searching} onOpenChange={setSearching} />
    </header>
  );
}
