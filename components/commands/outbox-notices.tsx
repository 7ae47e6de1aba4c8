'use client';
import { Undo2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { someNames } from '@/lib/commands/plan';
import type { EpochMs } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';
import { type Notice, type Outbox, useOutbox } from './outbox';

/** For so long a notice stays when there is nothing left to do about it. */
const lingerMs = 4000;

/** What was just asked for, with the way to take it back as long as nothing is sent; Ctrl-Z takes back the newest. */
export function OutboxNotices() {
  const outbox = useOutbox();
  const now = useNow();
  const shown = outbox.notices.filter((notice) => isShown(notice, now));
  useUndoKey(outbox, now);
  return (
    <section
      aria-label="Asked for"
      // On a phone below the top bar: at the bottom stand the rail and what can be asked of chosen rows. Else above these.
      className="pointer-events-none fixed inset-x-3 top-14 z-40 mx-auto grid max-w-xl gap-2 md:top-auto md:bottom-20"
    >
      {shown.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} now={now} outbox={outbox} />
      ))}
      <p role="status" className="sr-only">
        {shown.map((notice) => spokenWords(notice, now)).join('. ')}
      </p>
    </section>
  );
}

function isShown({ heldUntil, problem, refused }: Notice, now: EpochMs): boolean {
  return problem !== '' || refused.length > 0 || (heldUntil !== null && now < heldUntil + lingerMs);
}

const canUndo = ({ standing, heldUntil }: Notice, now: EpochMs) =>
  standing === 'sent' && heldUntil !== null && now < heldUntil;

interface NoticeLineProps {
  readonly notice: Notice;
  readonly now: EpochMs;
  readonly outbox: Outbox;
}

function NoticeLine({ notice, now, outbox }: NoticeLineProps) {
  const { id, words, problem, refused, again } = notice;
  return (
    <div className="pointer-events-auto grid gap-1 rounded-panel border border-line bg-raised px-3 py-2 text-14">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 wrap-anywhere">
          <span className="font-medium">{words}</span>{' '}
          <span className="tabular-nums">{standingWords(notice, now)}</span>
        </p>
        {canUndo(notice, now) ? (
          <Button aria-keyshortcuts="Control+Z Meta+Z" onClick={() => outbox.undo(id)}>
            <Undo2 aria-hidden size={14} />
            Undo
          </Button>
        ) : null}
        {again ? <Button onClick={again}>Try again</Button> : null}
        <button
          type="button"
          aria-label={`Close: ${words}`}
          onClick={() => outbox.dismiss(id)}
          className="grid h-8 w-8 shrink-0 place-items-center rounded-small hover:bg-surface"
        >
          <X aria-hidden size={16} />
        </button>
      </div>
      <p role="alert" className="text-13 wrap-anywhere text-alarm empty:hidden">
        {problem}
        {refused.length > 0 ? `${refused.length} refused. ${someNames(refused, 5)}` : ''}
      </p>
    </div>
  );
}

function standingWords(notice: Notice, now: EpochMs): string {
  const { standing, heldUntil } = notice;
  if (standing === 'undone') return 'was taken back: nothing was sent.';
  if (standing === 'undoing') return 'is being taken back.';
  if (heldUntil === null) return 'was not asked.';
  return canUndo(notice, now)
    ? `is sent in ${Math.ceil((heldUntil - now) / 1000)} s`
    : 'is sent: each row tells what comes of it.';
}

/** The same without the seconds, which nobody wants to be told one by one. */
function spokenWords(notice: Notice, now: EpochMs): string {
  if (!canUndo(notice, now)) return `${notice.words} ${standingWords(notice, now)}`;
  return `${notice.words} is sent in ten seconds. Ctrl-Z takes it back`;
}

/** Never while something is typed, where it means something else. */
function useUndoKey(outbox: Outbox, now: EpochMs): void {
  const latest = useRef({ outbox, now });
  latest.current = { outbox, now };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input:not([type=checkbox]), textarea, [contenteditable]')) return;
      const { outbox: box, now: at } = latest.current;
      const newest = box.notices.findLast((notice) => canUndo(notice, at));
      if (!newest) return;
      event.preventDefault();
      box.undo(newest.id);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
