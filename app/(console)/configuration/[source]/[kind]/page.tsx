import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { RecordsPage } from '@/components/editing/records-page';

export const metadata: Metadata = { title: 'Records' };

export default async function Page({ params }: { params: Promise<{ source: string; kind: string }> }) {
  await requireAction('edit-queues');
  const { source, kind } = await params;
  return (
    <Suspense>
      <RecordsPage source={decodeURIComponent(source)} kind={decodeURIComponent(kind)} />
    </Suspense>
  );
}
