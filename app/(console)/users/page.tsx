import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { UsersPage } from '@/components/users/users-page';

export const metadata: Metadata = { title: 'Users' };

export default async function Page() {
  await requireAction('edit-accounts');
  return (
    <Suspense>
      <UsersPage />
    </Suspense>
  );
}
