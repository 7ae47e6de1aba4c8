'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useViewer } from '@/components/shell/viewer';
import { DetailSection } from '@/components/table/detail-facts';
import { Button } from '@/components/ui/button';
import { can } from '@/lib/can';
import type { EditorKind } from '@/lib/editing/records';
import { listRecords, useEditors } from '@/lib/queries/editors';
import { failureWords } from './failure-words';
import { recordHref } from './places';

interface EditQueueButtonProps {
  readonly queueId: string;
  readonly sourceId: string;
}

/** From a queue on the floor to its record at the vendor, where there is one. */
export function EditQueueButton({ queueId, sourceId }: EditQueueButtonProps) {
  const { role } = useViewer();
  const { data } = useEditors(can({ role }, 'edit-queues'));
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const kinds = data?.find(({ id }) => id === sourceId)?.kinds.filter(mayBeQueues) ?? [];
  if (kinds.length === 0) return null;

  async function find(): Promise<void> {
    setBusy(true);
    setProblem('');
    try {
      const href = await findRecord(sourceId, queueId, kinds);
      if (href === null) setProblem('The vendor’s lists have no such queue. It may have been deleted there meanwhile.');
      else router.push(href);
    } catch (error) {
      setProblem(failureWords(error, 'list of queues'));
    }
    setBusy(false);
  }
  return (
    <DetailSection title="Configuration">
      <Button isBusy={isBusy} onClick={() => void find()}>
        {isBusy ? 'Looking for it…' : 'Edit at the vendor'}
      </Button>
      <p role="status" className="mt-2 text-13 wrap-anywhere empty:hidden">
        {problem}
      </p>
    </DetailSection>
  );
}

const mayBeQueues = ({ parent, isCommon, right }: EditorKind) => parent === null && isCommon && right === 'edit-queues';

/** Where the first record about a queue is edited; null where no list has one. */
async function findRecord(source: string, queueId: string, kinds: readonly EditorKind[]): Promise<string | null> {
  for (const { id } of kinds) {
    const place = { source, kind: id, parent: null };
    const found = (await listRecords(place)).find((line) => line.queueId === queueId);
    if (found) return recordHref(place, found.id);
  }
  return null;
}
