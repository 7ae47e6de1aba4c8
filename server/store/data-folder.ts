import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SetupError } from '@/server/sources/setup-error';

/** What stops the start when the data directory is of no use. */
export function unusableData(message: string): SetupError {
  return new SetupError('The data directory cannot be used', [{ path: 'CALLBOARD_DATA', message }]);
}

/** Makes the folder where there is none; throws SetupError where it cannot be made. */
export async function makeDataFolder(folder: string): Promise<void> {
  // Step by step: Node's own `recursive` never ends where a parent cannot hold folders, as below /proc.
  const made = await mkdir(folder).catch((error: NodeJS.ErrnoException) => error.code);
  if (made === undefined || made === 'EEXIST') return;
  const parent = dirname(folder);
  const cannot = (code: string | undefined) =>
    unusableData(`${folder} cannot be made (${code}): it must be a folder that this user may write to`);
  if (made !== 'ENOENT' || parent === folder) throw cannot(made);
  await makeDataFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw cannot(error.code);
  });
}
