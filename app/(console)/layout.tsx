import type { ReactNode } from 'react';
import { requireAction } from '@/app/require-action';
import { ConsoleShell } from '@/components/shell/console-shell';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const principal = await requireAction('own-account');
  return (
    <ConsoleShell name={principal.name} role={principal.role}>
      {children}
    </ConsoleShell>
  );
}
