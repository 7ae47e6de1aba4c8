import type { HistoryTotals } from '@/lib/protocol/api/history-api';
import { historyFigures } from '@/lib/protocol/history-words';

/** One line by RFC 4180, its end included. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is told to be text; null is an empty cell. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvHeader = ['from', 'day', 'source', 'queue_id', 'queue', ...historyFigures];

export function csvFigures(figures: HistoryTotals): (number | null)[] {
  return historyFigures.map((name) => {
    const value = figures[name];
    return value === null ? null : Math.round(value * 1e6) / 1e6;
  });
}
