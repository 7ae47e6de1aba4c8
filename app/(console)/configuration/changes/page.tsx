import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { ChangesPage } from '@/components/editing/changes-page';

export const metadata: Metadata = { title: 'Changes' };

export default async function Page() {
  await requireAction('edit-queues');
  return (
    <Suspense>
      <ChangesPage />
    </Suspense>
  );
}
