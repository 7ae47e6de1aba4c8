'use client';
import { unknownMark } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { QueueRecord } from '@/lib/floor/records';
import { useRecord } from '@/lib/live/use-floor';
import { notToldBy, type Tellable } from '@/lib/vendors/not-told';

interface QueueFigureProps {
  readonly queue: Pick<QueueRecord, 'sourceId'>;
  readonly what: Tellable;
  /** “—” is not known. */
  readonly text: string;
  readonly isQuiet?: boolean;
}

/** A figure of a queue; one that is not known because its vendor cannot give it says so. */
export function QueueFigure({ queue, what, text, isQuiet = false }: QueueFigureProps) {
  if (text !== unknownMark) return <KnownText text={text} isQuiet={isQuiet} />;
  return <Unknown sourceId={queue.sourceId} what={what} />;
}

function Unknown({ sourceId, what }: { readonly sourceId: string; readonly what: Tellable }) {
  const vendor = useRecord('sources', sourceId)?.vendor ?? '';
  return <KnownText text={unknownMark} why={notToldBy(vendor, what)} />;
}
