import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { RecordPage } from '@/components/editing/record-page';

export const metadata: Metadata = { title: 'Record' };

export default async function Page({ params }: { params: Promise<{ source: string; kind: string; record: string }> }) {
  await requireAction('edit-queues');
  const { source, kind, record } = await params;
  return (
    <Suspense>
      <RecordPage
        source={decodeURIComponent(source)}
        kind={decodeURIComponent(kind)}
        record={decodeURIComponent(record)}
      />
    </Suspense>
  );
}
