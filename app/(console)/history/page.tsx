import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { HistoryPage } from '@/components/history/history-page';

export const metadata: Metadata = { title: 'History' };

export default async function Page() {
  await requireAction('see-history');
  return (
    <Suspense>
      <HistoryPage />
    </Suspense>
  );
}
