import { readStorePlace } from '@/server/config';
import { systemClock } from '@/server/ports';
import { BackupError } from './backup-error';
import { runCommand } from './command';
import { openForBackup } from './open-for-backup';
import { writeBackup } from './write-backup';

await runCommand('backup', async ({ file, progress }) => {
  const { db, engine, close } = await openForBackup(readStorePlace(process.env));
  try {
    const rows = await writeBackup({ db, engine, file, progress, madeAt: systemClock.now() });
    return `${rows.toLocaleString('en')} rows are in ${file}`;
  } catch (error) {
    throw BackupError.from(error, file);
  } finally {
    await close();
  }
});
