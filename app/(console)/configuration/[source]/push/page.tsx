import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { PushPage } from '@/components/editing/push-page';

export const metadata: Metadata = { title: 'Push configuration' };

export default async function Page({ params }: { params: Promise<{ source: string }> }) {
  await requireAction('edit-system');
  const { source } = await params;
  return (
    <Suspense>
      <PushPage source={decodeURIComponent(source)} />
    </Suspense>
  );
}
