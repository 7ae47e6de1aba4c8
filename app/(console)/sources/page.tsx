import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { SourcesPage } from '@/components/sources/sources-page';

export const metadata: Metadata = { title: 'Sources' };

export default async function Page() {
  await requireAction('see-sources');
  return <SourcesPage />;
}
