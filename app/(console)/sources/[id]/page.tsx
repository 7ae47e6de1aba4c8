import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { EditSourcePage } from '@/components/sources/edit-source-page';

export const metadata: Metadata = { title: 'Source' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireAction('edit-sources');
  const { id } = await params;
  return <EditSourcePage id={decodeURIComponent(id)} />;
}
