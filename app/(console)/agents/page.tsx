import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { AgentsPage } from '@/components/agents/agents-page';

export const metadata: Metadata = { title: 'Agents' };

export default async function Page() {
  await requireAction('see-console');
  return (
    <Suspense>
      <AgentsPage />
    </Suspense>
  );
}
