import { z } from 'zod';
import { tableNames } from '@/server/store/schema/tables';

// A backup is gzipped JSON, a value a line: the header, every row of every table, and the count of rows.

const header = z.object({
  callboard: z.literal('backup'),
  version: z.literal(1),
  madeAt: z.number(),
  migrations: z.array(z.string()).min(1),
});
export type BackupHeader = Readonly<z.infer<typeof header>>;

export type Row = Record<string, unknown>;

const cell = z.union([z.null(), z.string(), z.number(), z.strictObject({ base64: z.base64() })]);
const row = z.strictObject({ table: z.enum(tableNames), row: z.record(z.string(), cell) });
const end = z.strictObject({ rows: z.number().int() });
const body = z.union([row, end]);

export type BackupLine = { readonly table: (typeof tableNames)[number]; readonly row: Row } | { readonly rows: number };

/** Throws where this is no header of ours. */
export function parseHeader(text: string): BackupHeader {
  return header.parse(JSON.parse(text));
}

/** Throws where this is no line of ours. */
export function parseLine(text: string): BackupLine {
  const line = body.parse(JSON.parse(text));
  if ('rows' in line) return line;
  const cells = Object.entries(line.row).map(([name, value]) => [name, decode(value)] as const);
  return { table: line.table, row: Object.fromEntries(cells) };
}

export function formatHeader(value: BackupHeader): string {
  return `${JSON.stringify(value)}\n`;
}

export function formatLine(line: BackupLine): string {
  if ('rows' in line) return `${JSON.stringify(line)}\n`;
  const cells = Object.entries(line.row).map(([name, value]) => [name, encode(value)] as const);
  return `${JSON.stringify({ table: line.table, row: Object.fromEntries(cells) })}\n`;
}

function encode(value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

function decode(value: z.infer<typeof cell>): unknown {
  return typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value;
}
