import type { AuditSearchTexts } from '@/lib/queries/audit';

/** The filters as they stand in the address. */
export const filterKeys = ['q', 'from', 'to', 'actor', 'action', 'target', 'outcome'] as const;
export type FilterKey = (typeof filterKeys)[number];
export type AuditFilter = Readonly<Record<FilterKey, string>>;

export const outcomes = ['done', 'refused', 'failed'] as const;

export function readFilter(params: { get(name: string): string | null }): AuditFilter {
  return Object.fromEntries(filterKeys.map((key) => [key, params.get(key) ?? ''])) as AuditFilter;
}

/** What to ask the server for; days are the reader's own, from midnight to midnight. What makes no sense is left out. */
export function searchFor({ q, from, to, actor, action, target, outcome }: AuditFilter): AuditSearchTexts {
  const start = dayStart(from, 0);
  const end = dayStart(to, 1);
  const isOutcome = (outcomes as readonly string[]).includes(outcome);
  return {
    ...(q.trim() ? { text: q.trim().slice(0, 200) } : {}),
    ...(start === null ? {} : { from: String(start) }),
    ...(end === null ? {} : { to: String(end) }),
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(target ? { target } : {}),
    ...(isOutcome ? { outcome: outcome as (typeof outcomes)[number] } : {}),
  };
}

/** Midnight at which a day, or the one after it, begins for the reader. */
function dayStart(text: string, daysLater: number): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(day) + daysLater).getTime();
  return Number.isNaN(start) || start < 0 ? null : start;
}
