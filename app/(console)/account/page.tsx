import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { AccountPage } from '@/components/account/account-page';

export const metadata: Metadata = { title: 'My account' };

export default async function Page() {
  await requireAction('own-account');
  return <AccountPage />;
}
