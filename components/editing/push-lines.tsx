'use client';
import { useId, useState } from 'react';
import type { PushLine } from '@/lib/queries/editors';

interface PushLinesProps {
  readonly title: string;
  readonly lines: readonly PushLine[];
  /** In plain sight, and to be ticked. */
  readonly isGrave?: boolean;
  readonly read?: { readonly isRead: boolean; readonly words: string; readonly onRead: (isRead: boolean) => void };
}

/** Of what is not grave more than this are shown on demand. */
const mostAtFirst = 50;

/** One group of what a push would do. */
export function PushLines({ title, lines, isGrave = false, read }: PushLinesProps) {
  const titleId = useId();
  const [isAll, setAll] = useState(isGrave);
  if (lines.length === 0) return null;
  const shown = isAll ? lines : lines.slice(0, mostAtFirst);
  return (
    <section
      aria-labelledby={titleId}
      className={`rounded-panel border bg-surface ${isGrave ? 'border-critical' : 'border-line'}`}
    >
      <h2 id={titleId} className="border-b border-line px-4 py-3 text-14 font-semibold">
        {title} <span className="font-normal tabular-nums text-dim">({lines.length})</span>
      </h2>
      <ul
        aria-labelledby={titleId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="max-h-96 overflow-y-auto text-14 focus-visible:-outline-offset-2"
      >
        {shown.map(({ what, name, does, details }) => (
          <li key={`${what} ${does} ${name}`} className="border-b border-line/60 px-4 py-1.5 last:border-b-0">
            <span className="text-dim">{what} </span>
            <bdi className="font-medium wrap-anywhere">{name}</bdi>
            <ul className="text-13 text-dim empty:hidden">
              {details.map((detail) => (
                <li key={detail} className="wrap-anywhere">
                  {detail}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {shown.length < lines.length ? (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="h-10 w-full border-t border-line text-14 font-medium hover:bg-raised focus-visible:-outline-offset-2"
        >
          Show all {lines.length}
        </button>
      ) : null}
      {read ? (
        <label className="flex min-h-10 items-center gap-2 border-t border-line px-4 py-2 text-14 font-medium">
          <input
            type="checkbox"
            checked={read.isRead}
            onChange={(event) => read.onRead(event.target.checked)}
            className="h-4 w-4 shrink-0 accent-focus"
          />
          {read.words}
        </label>
      ) : null}
    </section>
  );
}
