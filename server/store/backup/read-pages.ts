import { sql } from 'kysely';
import { type TableName, tables } from '@/server/store/schema/tables';
import type { BareDatabase } from '@/server/store/store';
import type { Row } from './backup-format';

const firstPage = 100;
const largestPage = 5000;
/** About as much is held in memory at a time. */
const pageBytes = 4 * 1024 * 1024;

/** Every row of a table, page by page in the order of its key. Run it in one transaction, or pages do not fit together. */
export async function* readPages(db: BareDatabase, table: TableName): AsyncGenerator<readonly Row[]> {
  const key = tables[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after: readonly unknown[] | null = null;
  let size = firstPage;
  while (true) {
    const from: ReturnType<typeof sql> = after ? sql`where (${columns}) > (${sql.join([...after])})` : sql``;
    const page = sql<Row>`select * from ${sql.table(table)} ${from} order by ${columns} limit ${sql.lit(size)}`;
    const { rows } = await page.execute(db);
    if (rows.length > 0) yield rows;
    const last: Row | undefined = rows.at(-1);
    if (!last || rows.length < size) return;
    after = key.map((column) => last[column]);
    const bytes = JSON.stringify(rows).length;
    size = Math.max(1, Math.min(largestPage, Math.floor((rows.length * pageBytes) / bytes)));
  }
}
