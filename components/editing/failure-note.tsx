'use client';
import { PageNote } from '@/components/form/page-frame';
import { Button } from '@/components/ui/button';
import { failureWords } from './failure-words';

interface FailureNoteProps {
  readonly error: unknown;
  /** In the words “the … could not be read”. */
  readonly what: string;
  readonly onRetry: () => void;
}

/** What could not be read, why, and another try. */
export function FailureNote({ error, what, onRetry }: FailureNoteProps) {
  return (
    <PageNote>
      <p className="mb-3 wrap-anywhere">{failureWords(error, what)}</p>
      <Button onClick={onRetry}>Try again</Button>
    </PageNote>
  );
}
