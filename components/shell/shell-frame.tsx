'use client';
import type { ReactNode } from 'react';
import { IntentAnnouncements } from '@/components/commands/intent-announcements';
import { OutboxNotices } from '@/components/commands/outbox-notices';
import { ConnectionNote } from './connection-note';
import { pageId } from './page-id';
import { Rail } from './rail';
import { SourceAnnouncements } from './source-announcements';
import { StandStill } from './stand-still';
import { TopBar } from './top-bar';
import { type Viewer, ViewerProvider } from './viewer';

/** Rail, top bar and the page between them, over whatever floor stands above. */
export function ShellFrame({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) {
  return (
    <ViewerProvider value={viewer}>
      {/* What can be taken back runs out by the real time, also while we are cut off. */}
      <OutboxNotices />
      <StandStill>
        <a
          href={`#${pageId}`}
          className="sr-only z-50 rounded-small bg-text px-3 py-2 font-medium text-ground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the page
        </a>
        <div className="relative flex h-dvh flex-col overflow-clip md:flex-row">
          <Rail role={viewer.role} />
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <TopBar viewer={viewer} />
            <ConnectionNote />
            <main id={pageId} tabIndex={-1} className="flex min-h-0 flex-1 flex-col p-3 outline-none md:p-4">
              {children}
            </main>
          </div>
        </div>
        <IntentAnnouncements />
        <SourceAnnouncements />
      </StandStill>
    </ViewerProvider>
  );
}
