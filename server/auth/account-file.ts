import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { roles } from '@/lib/principal';
import { makeDataFolder, unusableData } from '@/server/store/data-folder';

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
    throw unusableData(`${path} cannot be read (${error.code}): it must be a folder that this user may write to`);
  });
  if (text === null) return [];
  const parsed = accountFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.accounts;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole file';
  throw unusableData(
    `${path} is not an accounts file (${where}): restore it from a backup, or move it away to start anew`,
  );
}

/** Writes all accounts, readable by the owner only; after a crash the file is the old or the new one, never half of it. */
export async function writeAccounts(path: string, accounts: readonly StoredAccount[]): Promise<void> {
  const folder = dirname(path);
  await makeDataFolder(folder);
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw unusableData(`${folder} cannot be written to (${error.code}): check who owns it`);
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
