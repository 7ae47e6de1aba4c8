import { SetupError } from '@/server/sources/setup-error';
import { StoreError } from '@/server/store/store-error';

const words: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: check the path',
  EACCES: 'may not be read or written by this user',
  EISDIR: 'is a folder: name a file in it',
  ENOSPC: 'does not fit on the disk',
  Z_DATA_ERROR: 'is no backup of Callboard, or is damaged',
  Z_BUF_ERROR: 'is cut short',
};

/** What is wrong with a backup file; nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  /** The same in words that name the file, where it is about the file at all. */
  static from(error: unknown, file: string): unknown {
    if (error instanceof BackupError) return new BackupError(`${file} ${error.message}`);
    if (error instanceof SetupError || error instanceof StoreError) return error;
    const { code = '' } = error as NodeJS.ErrnoException;
    return words[code] ? new BackupError(`${file} ${words[code]}`) : error;
  }
}
