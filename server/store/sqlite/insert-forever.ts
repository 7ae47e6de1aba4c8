// For tests: a process that writes to the store in the directory it is given, and tells each row once it is kept.
import { createLog } from '@/server/log';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';

const [dataDir = ''] = process.argv.slice(2);
const { db } = await openStore({ dataDir, databaseUrl: null, clock: systemClock, log: createLog('silent') });
for (let count = 0; ; count += 1) {
  const id = String(count).padStart(9, '0');
  await db.insertInto('people').values({ id, name: id, created_at: 0, updated_at: 0 }).execute();
  process.stdout.write(`${id}\n`);
}
