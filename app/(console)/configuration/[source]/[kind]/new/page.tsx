import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { RecordPage } from '@/components/editing/record-page';

export const metadata: Metadata = { title: 'New record' };

export default async function Page({ params }: { params: Promise<{ source: string; kind: string }> }) {
  await requireAction('edit-queues');
  const { source, kind } = await params;
  return (
    <Suspense>
      <RecordPage source={decodeURIComponent(source)} kind={decodeURIComponent(kind)} record={null} />
    </Suspense>
  );
}
