import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { NewSourcePage } from '@/components/sources/new-source-page';

export const metadata: Metadata = { title: 'Add a source' };

export default async function Page() {
  await requireAction('edit-sources');
  return <NewSourcePage />;
}
