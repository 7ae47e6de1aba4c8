'use client';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { UrlState } from '@/components/table/use-url-state';
import type { AuditItem } from '@/lib/protocol/api/audit-api';
import { AuditChanges } from './audit-changes';
import { formatStamp } from './format-stamp';

const kindWords = { user: null, token: 'token', system: 'Callboard', stranger: 'not signed in' } as const;

/** Columns of an entry and of the line of titles above them, from a tablet's width on. */
export const entryColumns =
  'md:grid md:grid-cols-[1rem_13rem_minmax(8rem,1.2fr)_minmax(8rem,1fr)_minmax(8rem,1.5fr)_6rem_9rem] md:items-baseline md:gap-3';

interface AuditEntryProps {
  readonly item: AuditItem;
  readonly onFilter: (change: UrlState) => void;
}

/** One entry in a line; opened, what changed and what else is like it. */
export function AuditEntry({ item, onFilter }: AuditEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const { actor, action, target, outcome, address } = item;
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={() => setOpen(!isOpen)}
        className={clsx(
          'flex min-h-9 w-full flex-wrap items-baseline gap-x-2 px-3 py-2 text-left text-14 hover:bg-raised focus-visible:-outline-offset-2',
          entryColumns,
        )}
      >
        <ChevronRight aria-hidden size={14} className={clsx('self-center text-dim', isOpen && 'rotate-90')} />
        <time dateTime={new Date(item.at).toISOString()} className="whitespace-nowrap tabular-nums text-dim">
          {formatStamp(item.at)}
        </time>
        <span className="min-w-0 font-medium wrap-anywhere">
          <bdi>{actor.name || 'Nobody'}</bdi>
          {kindWords[actor.kind] ? <span className="font-normal text-dim"> ({kindWords[actor.kind]})</span> : null}
        </span>
        <span className="min-w-0 wrap-anywhere">{action}</span>
        <span className="min-w-0 text-dim wrap-anywhere">{target === null ? '' : <bdi>{target}</bdi>}</span>
        <span className={clsx(outcome === 'done' ? 'text-dim' : 'font-semibold')}>{outcome}</span>
        <span className="hidden min-w-0 text-13 tabular-nums text-dim wrap-anywhere md:inline">{address}</span>
      </button>
      {isOpen ? (
        <div id={detailId} className="flex flex-col gap-3 bg-raised px-3 py-3 md:pl-10">
          {item.reason === null ? null : (
            <p className="text-14 wrap-anywhere">
              <span className="text-dim">Reason: </span>
              <bdi>{item.reason}</bdi>
            </p>
          )}
          {address === null ? null : <p className="text-13 text-dim md:hidden">From {address}</p>}
          <AuditChanges before={item.before} after={item.after} />
          <Alike item={item} onFilter={onFilter} />
        </div>
      ) : null}
    </li>
  );
}

const more = 'min-h-6 text-left text-13 underline underline-offset-4 wrap-anywhere';

function Alike({ item: { actor, action, target }, onFilter }: AuditEntryProps) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      <button type="button" className={more} onClick={() => onFilter({ actor: actor.accountId ?? actor.name })}>
        All by <bdi>{actor.name}</bdi>
      </button>
      <button type="button" className={more} onClick={() => onFilter({ action })}>
        All {action}
      </button>
      {target === null ? null : (
        <button type="button" className={more} onClick={() => onFilter({ target })}>
          All about <bdi>{target}</bdi>
        </button>
      )}
    </p>
  );
}
