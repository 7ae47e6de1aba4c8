'use client';
import type { ReactNode } from 'react';
import { LiveFloor } from '@/lib/live/live-floor';
import type { Role } from '@/lib/principal';
import { QueryProvider } from '@/lib/queries/query-provider';
import { ConnectionNote } from './connection-note';
import { Rail } from './rail';
import { TopBar } from './top-bar';

interface ConsoleShellProps {
  readonly name: string;
  readonly role: Role;
  readonly children: ReactNode;
}

/** What every page of the console stands in: rail, top bar, one live floor. */
export function ConsoleShell({ name, role, children }: ConsoleShellProps) {
  return (
    <QueryProvider>
      <LiveFloor purpose="console">
        <div className="flex h-dvh flex-col md:flex-row">
          <Rail role={role} />
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <TopBar name={name} role={role} />
            <ConnectionNote />
            <main className="flex min-h-0 flex-1 flex-col p-3 md:p-4">{children}</main>
          </div>
        </div>
      </LiveFloor>
    </QueryProvider>
  );
}
