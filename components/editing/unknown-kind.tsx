'use client';
import { PageFrame, PageNote } from '@/components/form/page-frame';
import { FailureNote } from './failure-note';
import { configurationPlace } from './places';

interface UnknownKindProps {
  readonly source: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In the place of a page, while it is not known what the source lets be edited, or where it does not let that. */
export function UnknownKind({ source, isPending, error, onRetry }: UnknownKindProps) {
  return (
    <PageFrame back={configurationPlace} title="Configuration" subtitle={source}>
      {error ? (
        <FailureNote error={error} what="list of what can be edited" onRetry={onRetry} />
      ) : (
        <PageNote isBusy={isPending}>
          {isPending ? 'Loading' : 'This source has nothing of that kind to edit, or your account may not see it.'}
        </PageNote>
      )}
    </PageFrame>
  );
}
