import { cpus, loadavg } from 'node:os';

/** Where the numbers come from, in general words. */
export function tellMachine(): void {
  const [load = 0] = loadavg();
  console.log(`Node ${process.version}, ${cpus().length} cores, load average ${load.toFixed(1)} at the start`);
}

export type Row = Readonly<Record<string, string | number>>;

/** A table in plain Markdown, so that it can be copied into the documentation as it is. */
export function printTable(title: string, rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isFigure = names.map((_, column) => cells.slice(1).every((row) => /^[-−\d]/.test(row[column] ?? '')));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (isFigure[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (isFigure[i] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  console.log([`\n${title}\n`, line(names), line(rule), ...cells.slice(1).map(line)].join('\n'));
}

/** One line per aim: what was wanted, what came, and whether it is enough. */
export function tellAim(aim: string, measured: string, isMet: boolean): void {
  console.log(`\n${isMet ? 'met   ' : 'MISSED'} aim: ${aim}; measured: ${measured}`);
}
