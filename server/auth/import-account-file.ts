import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { personRoles } from '@/lib/principal';
import { unusableData } from '@/server/store/data-folder';
import type { AccountShelf } from './stored-account';

const fileName = 'accounts.json';

const accountFile = z.strictObject({
  accounts: z.array(
    z.strictObject({
      id: z.string().min(1),
      username: z.string().min(1),
      name: z.string().min(1),
      role: z.enum(personRoles),
      version: z.number().int().positive(),
      disabled: z.boolean(),
      passwordHash: z.string().min(1),
    }),
  ),
});

/**
 * Takes over the accounts of releases that kept them in a file, once, and renames the file. Returns how many; throws,
 * naming the file, when it cannot be understood.
 */
export async function importAccountFile(dataDir: string, shelf: AccountShelf, now: number): Promise<number> {
  const path = join(dataDir, fileName);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unusableData(`${path} cannot be read (${error.code}): check who owns it`);
  });
  if (text === null) return 0;
  const parsed = accountFile.safeParse(parseJson(text));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'the whole file';
    throw unusableData(
      `${path} is not an accounts file (${where}): restore it from a backup, or move it away to start anew`,
    );
  }
  // A start that was cut short has taken some of them already.
  const known = new Set((await shelf.list()).map(({ id }) => id));
  const missing = parsed.data.accounts.filter(({ id }) => !known.has(id));
  for (const account of missing) await shelf.insert({ ...account, ...unknownThen, createdAt: now, updatedAt: now });
  await rename(path, `${path}.imported`).catch((error: NodeJS.ErrnoException) => {
    throw unusableData(`${path} cannot be renamed (${error.code}): check who owns the folder`);
  });
  return missing.length;
}

/** What such a file did not tell. */
const unknownThen = {
  revision: 1,
  mustChangePassword: false,
  email: null,
  extension: null,
  scope: 'all',
  agentIds: [],
  provider: null,
  subject: null,
  lastSignInAt: null,
} as const;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
