import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { ConfigurationPage } from '@/components/editing/configuration-page';

export const metadata: Metadata = { title: 'Configuration' };

export default async function Page() {
  await requireAction('edit-queues');
  return (
    <Suspense>
      <ConfigurationPage />
    </Suspense>
  );
}
