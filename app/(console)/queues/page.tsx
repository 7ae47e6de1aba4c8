import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { QueuesPage } from '@/components/queues/queues-page';

export const metadata: Metadata = { title: 'Queues' };

export default async function Page() {
  await requireAction('see-console');
  return (
    <Suspense>
      <QueuesPage />
    </Suspense>
  );
}
