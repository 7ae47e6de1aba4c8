import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { HistoryPage } from '@/components/history/history-page';
import { can } from '@/lib/can';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'History' };

export default async function Page() {
  const principal = await getRuntime().authenticate(await headers());
  if (!principal || !can(principal, 'see-history')) redirect('/wall');
  return (
    <Suspense>
      <HistoryPage />
    </Suspense>
  );
}
