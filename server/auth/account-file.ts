import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { roles } from '@/lib/principal';
import { SetupError } from '@/server/sources/setup-error';

/** An account as it lies in the file. */
export const storedAccount = z.strictObject({
  id: z.string().min(1),
  username: z.string().min(1),
  name: z.string().min(1),
  role: z.enum(roles),
  version: z.number().int().positive(),
  disabled: z.boolean(),
  passwordHash: z.string().min(1),
});
export type StoredAccount = Readonly<z.infer<typeof storedAccount>>;

const accountFile = z.strictObject({ accounts: z.array(storedAccount) });

/** Reads all accounts; none when there is no file yet. Throws, naming the file, when it cannot be understood. */
export async function readAccounts(path: string): Promise<readonly StoredAccount[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unusable(`${path} cannot be read (${error.code}): it must be a folder that this user may write to`);
  });
  if (text === null) return [];
  const parsed = accountFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.accounts;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole file';
  throw unusable(`${path} is not an accounts file (${where}): restore it from a backup, or move it away to start anew`);
}

function unusable(message: string): SetupError {
  return new SetupError('The data directory cannot be used', [{ path: 'CALLBOARD_DATA', message }]);
}

/** Makes the folder where there is none; throws SetupError where it cannot be made. */
export async function makeDataFolder(folder: string): Promise<void> {
  // Step by step: Node's own `recursive` never ends where a parent cannot hold folders, as below /proc.
  const made = await mkdir(folder).catch((error: NodeJS.ErrnoException) => error.code);
  if (made === undefined || made === 'EEXIST') return;
  const parent = dirname(folder);
  if (made !== 'ENOENT' || parent === folder) {
    throw unusable(`${folder} cannot be made (${made}): it must be a folder that this user may write to`);
  }
  await makeDataFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw unusable(`${folder} cannot be made (${error.code}): it must be a folder that this user may write to`);
  });
}

/** Writes all accounts, readable by the owner only; after a crash the file is the old or the new one, never half of it. */
export async function writeAccounts(path: string, accounts: readonly StoredAccount[]): Promise<void> {
  const folder = dirname(path);
  await makeDataFolder(folder);
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw unusable(`${folder} cannot be written to (${error.code}): check who owns it`);
  });
  try {
    await handle.writeFile(`${JSON.stringify({ accounts }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
