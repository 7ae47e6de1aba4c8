import { csvLine } from '@/lib/csv-line';
import type { AuditItem } from '@/lib/protocol/api/audit-api';

const heading = [
  'time',
  'actor kind',
  'actor id',
  'actor',
  'action',
  'target',
  'outcome',
  'reason',
  'address',
  'before',
  'after',
  'id',
];

/** Entries as CSV, with a line of headings. */
export async function* toCsv(pages: AsyncIterable<readonly AuditItem[]>): AsyncGenerator<string> {
  yield csvLine(heading);
  for await (const items of pages) yield items.map(lineOf).join('');
}

/** Entries as JSON, one a line. */
export async function* toNdjson(pages: AsyncIterable<readonly AuditItem[]>): AsyncGenerator<string> {
  for await (const items of pages) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

function lineOf({ actor, ...item }: AuditItem): string {
  return csvLine([
    new Date(item.at).toISOString(),
    actor.kind,
    actor.accountId,
    actor.name,
    item.action,
    item.target,
    item.outcome,
    item.reason,
    item.address,
    item.before && JSON.stringify(item.before),
    item.after && JSON.stringify(item.after),
    item.id,
  ]);
}
