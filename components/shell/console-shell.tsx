'use client';
import { type ReactNode, useMemo } from 'react';
import { LiveFloor } from '@/lib/live/live-floor';
import type { Role } from '@/lib/principal';
import { QueryProvider } from '@/lib/queries/query-provider';
import { ShellFrame } from './shell-frame';

interface ConsoleShellProps {
  readonly name: string;
  readonly role: Role;
  readonly children: ReactNode;
}

/** What every page of the console stands in: one live floor and the frame around the page. */
export function ConsoleShell({ name, role, children }: ConsoleShellProps) {
  const viewer = useMemo(() => ({ name, role }), [name, role]);
  return (
    <QueryProvider>
      <LiveFloor purpose="console">
        <ShellFrame viewer={viewer}>{children}</ShellFrame>
      </LiveFloor>
    </QueryProvider>
  );
}
