import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { getRuntime } from '@/server/runtime';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const principal = await getRuntime().authenticate(await headers());
  if (!principal) redirect('/sign-in');
  return (
    <ConsoleShell name={principal.name} role={principal.role}>
      {children}
    </ConsoleShell>
  );
}
