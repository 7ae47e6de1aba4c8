import { readStorePlace } from '@/server/config';
import { runCommand } from './command';
import { openForRestore } from './open-for-backup';
import { restoreBackup } from './restore-backup';

await runCommand('restore', async ({ file, force, progress }) => {
  const { db, engine, close } = await openForRestore(readStorePlace(process.env));
  try {
    const rows = await restoreBackup({ db, engine, file, force, progress });
    return `${rows.toLocaleString('en')} rows are back from ${file}`;
  } finally {
    await close();
  }
});
