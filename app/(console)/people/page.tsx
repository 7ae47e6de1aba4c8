import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { PeoplePage } from '@/components/people/people-page';

export const metadata: Metadata = { title: 'People' };

export default async function Page() {
  await requireAction('edit-people');
  return (
    <Suspense>
      <PeoplePage />
    </Suspense>
  );
}
