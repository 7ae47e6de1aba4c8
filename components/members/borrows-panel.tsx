'use client';
import clsx from 'clsx';
import { useState } from 'react';
import { wordsOfFailure } from '@/components/commands/words-of-failure';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { someNames } from '@/lib/commands/plan';
import { useNow } from '@/lib/live/use-floor';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';
import { useBorrows, useKeep, usePutBack } from '@/lib/queries/borrows';
import { clockWords } from './clock-words';

/** So long one that went well stays to be seen. */
const lingerMs = 60_000;

/** Who is lent to which queue, until when, and what could not be put back. */
export function BorrowsPanel() {
  const now = useNow();
  const borrows = useBorrows();
  const isShown = ({ state, endedAt }: Borrow) =>
    endedAt === null || (state === 'returned' && now - endedAt < lingerMs);
  const shown = (borrows.data?.borrows ?? []).filter(isShown);
  if (shown.length === 0) return null;
  return (
    <section
      aria-label="Borrowed"
      className="mb-3 grid max-h-48 gap-1 overflow-auto rounded-panel border border-line bg-surface p-3 text-14"
    >
      <h2 className="text-12 font-medium text-dim">Borrowed</h2>
      <ul className="grid gap-2">
        {shown.map((borrow) => (
          <BorrowLine key={borrow.id} borrow={borrow} />
        ))}
      </ul>
    </section>
  );
}

function BorrowLine({ borrow }: { readonly borrow: Borrow }) {
  const { id, by, state, endedAt } = borrow;
  const now = useNow();
  const [back, keep] = [usePutBack(), useKeep()];
  const [isAsking, setAsking] = useState(false);
  const isBusy = back.isPending || keep.isPending;
  const error = back.error ?? keep.error;
  const stuck = borrow.moves.filter((move) => move.state === 'not-back');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <span className="font-medium">{someNames(moveWords(borrow.moves.filter(isMoved)), 4)}</span>
        <span className={clsx('block text-13', state === 'not-returned' ? 'text-alarm' : 'text-dim')}>
          {standingWords(borrow, now)} Asked by {by}.
        </span>
        {[...stuck, ...borrow.moves.filter(isWaiting)].map((move) => (
          <span key={`${move.agentId}-${move.queueId}`} className="block text-13">
            {move.agentName}: {move.words}
          </span>
        ))}
        <span role="alert" className="block text-13 text-alarm empty:hidden">
          {error ? wordsOfFailure(error) : ''}
        </span>
      </p>
      {endedAt === null ? (
        <span className="flex gap-2">
          <Button isBusy={isBusy} onClick={() => back.mutate(id)}>
            {state === 'not-returned' ? 'Try again' : 'Put back now'}
          </Button>
          <Button isBusy={isBusy} onClick={() => setAsking(true)}>
            Keep
          </Button>
        </span>
      ) : null}
      <ConfirmDialog
        title="Keep them there?"
        action="Keep"
        isFinal={false}
        isBusy={keep.isPending}
        problem=""
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          keep.mutate(id);
        }}
      >
        Nothing is put back: the queues stay as they are now.
      </ConfirmDialog>
    </li>
  );
}

const isMoved = ({ state }: Move) => state !== 'refused';
const isWaiting = ({ state, words }: Move) => state === 'out' && words !== null;

/** “Anna in Sales and Support”, one for each agent and what was done. */
function moveWords(moves: readonly Move[]): readonly string[] {
  const queues = new Map<string, string[]>();
  for (const { agentName, queueName, does } of moves) {
    const what = `${agentName} ${ways[does]}`;
    queues.set(what, [...(queues.get(what) ?? []), queueName]);
  }
  return [...queues].map(([what, names]) => `${what} ${names.join(', ')}`);
}

const ways = {
  join: 'in',
  leave: 'out of',
  'pause-in-queue': 'paused in',
  assign: 'added to',
  unassign: 'removed from',
} as const;

const leftWords = (minutes: number) =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

function standingWords({ state, dueAt }: Borrow, now: number): string {
  const left = Math.max(1, Math.ceil((dueAt - now) / 60_000));
  if (state === 'out') return `Until ${clockWords(dueAt, now)}, ${leftWords(left)} left.`;
  if (state === 'returning') return 'Being put back.';
  return state === 'returned' ? 'Put back.' : 'Could not be put back.';
}
