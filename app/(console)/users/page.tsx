import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { UsersPage } from '@/components/users/users-page';
import { can } from '@/lib/can';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'Users' };

export default async function Page() {
  const principal = await getRuntime().authenticate(await headers());
  if (!principal || !can(principal, 'edit-accounts')) redirect('/queues');
  return (
    <Suspense>
      <UsersPage />
    </Suspense>
  );
}
