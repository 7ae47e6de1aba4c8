'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useMemo } from 'react';
import { OutboxProvider } from '@/components/commands/outbox';
import { can } from '@/lib/can';
import { LiveFloor } from '@/lib/live/live-floor';
import type { Role } from '@/lib/principal';
import { QueryProvider } from '@/lib/queries/query-provider';
import { ShellFrame } from './shell-frame';

interface ConsoleShellProps {
  readonly name: string;
  readonly role: Role;
  readonly children: ReactNode;
}

/** What every page of the console stands in: one live floor and the frame around the page; on the desk it is one's own. */
export function ConsoleShell({ name, role, children }: ConsoleShellProps) {
  const viewer = useMemo(() => ({ name, role }), [name, role]);
  const isDesk = usePathname() === '/me' || !can({ role }, 'see-console');
  const purpose = isDesk ? 'me' : 'console';
  return (
    <QueryProvider>
      <OutboxProvider>
        <LiveFloor key={purpose} purpose={purpose}>
          <ShellFrame viewer={viewer}>{children}</ShellFrame>
        </LiveFloor>
      </OutboxProvider>
    </QueryProvider>
  );
}
