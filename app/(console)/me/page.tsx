import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { DeskPage } from '@/components/desk/desk-page';

export const metadata: Metadata = { title: 'Me' };

export default async function Page() {
  await requireAction('see-own-desk');
  return <DeskPage />;
}
