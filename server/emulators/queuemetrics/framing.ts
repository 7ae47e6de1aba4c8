/** A data block: rows of strings under titles, or label/value rows without any. */
export interface Block {
  readonly titles: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

export type BlockFormat = 'classic' | 'simple';
export type ResultRow = readonly [label: string, value: string | number];

/** The whole reply: `result` first, then every block under the very spelling it was asked by. */
export function frameReply(
  result: readonly ResultRow[],
  blocks: ReadonlyMap<string, Block>,
  format: BlockFormat,
): Record<string, unknown> {
  const framed: Record<string, unknown> = { result: format === 'simple' ? asHashMap(result) : result };
  for (const [name, block] of blocks) framed[name] = format === 'simple' ? simpleRows(block) : classicRows(block);
  return framed;
}

function classicRows({ titles, rows }: Block): readonly (readonly string[])[] {
  return titles === null ? rows : [titles, ...rows];
}

function simpleRows({ titles, rows }: Block): object[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const names = uniqueTitles(titles ?? Array.from({ length: width }, () => ''));
  return rows.map((row) => asHashMap(names.map((name, index) => [name, row[index] ?? ''] as const)));
}

/** Blank and repeated titles get their column's number, as the manual promises unique, non-empty names. */
export function uniqueTitles(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title, index) => {
    const name = title.trim() === '' ? `col_${index}` : taken.has(title) ? `${title}_${index}` : title;
    taken.add(name);
    return name;
  });
}

/** Keys in the order of Java's HashMap, as in the manual's sample: whoever reads simple rows by position is wrong. */
export function asHashMap<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  let buckets = 16;
  while (entries.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (key: string) => spread(javaHash(key)) & (buckets - 1);
  return Object.fromEntries([...entries].sort(([a], [b]) => bucketOf(a) - bucketOf(b)));
}

function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

const spread = (hash: number): number => hash ^ (hash >>> 16);
