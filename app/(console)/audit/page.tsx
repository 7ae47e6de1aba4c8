import type { Metadata } from 'next';
import { Suspense } from 'react';
import { requireAction } from '@/app/require-action';
import { AuditPage } from '@/components/audit/audit-page';

export const metadata: Metadata = { title: 'Audit' };

export default async function Page() {
  await requireAction('see-audit');
  return (
    <Suspense>
      <AuditPage />
    </Suspense>
  );
}
