import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { MembersPage } from '@/components/members/members-page';

export const metadata: Metadata = { title: 'Members' };

export default async function Page() {
  await requireAction('act-on-agents');
  return (
    <Suspense>
      <MembersPage />
    </Suspense>
  );
}
