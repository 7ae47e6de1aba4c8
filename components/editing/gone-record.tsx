'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageFrame } from '@/components/form/page-frame';
import { buttonLook } from '@/components/ui/button';
import { inSentence } from '@/lib/editing/in-sentence';
import type { ChangedReply, KindPlace } from '@/lib/queries/editors';
import { OutcomeNote } from './outcome-note';
import { kindHref, recordHref } from './places';
import type { KnownKind } from './use-kind';

interface GoneRecordProps {
  readonly known: KnownKind;
  readonly place: KindPlace;
  readonly reply: ChangedReply;
}

/** In the place of a record that is not there any more, or of which nobody knows where it is; with the way back. */
export function GoneRecord({ known: { kind }, place, reply }: GoneRecordProps) {
  const router = useRouter();
  const [last, setLast] = useState(reply);
  function onUndone(undone: ChangedReply): void {
    if (undone.record) router.push(recordHref(place, undone.record.id));
    else setLast(undone);
  }
  return (
    <PageFrame back={{ href: kindHref(place), label: kind.label }} title={last.change.label || kind.label} subtitle="">
      <div className="grid max-w-3xl gap-4">
        <OutcomeNote reply={last} otherHref={null} onUndone={onUndone} onRead={null} />
        <p className="flex flex-wrap gap-2">
          <Link href={kindHref(place)} prefetch={false} className={buttonLook()}>
            All {inSentence(kind.label)}
          </Link>
        </p>
      </div>
    </PageFrame>
  );
}
