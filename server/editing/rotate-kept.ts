import type { Rotation } from '@/server/sources/rotate-secrets';
import { SealError, type SecretBox } from '@/server/sources/secret-box';
import type { ConfigChangeRepository, KeptText } from '@/server/store/config-changes-repository';
import { sealAnew } from './kept-former';

const rowsAtOnce = 100;

/** Seals with the newest key what it takes to undo changes; what cannot be opened stays as it is and is named. */
export async function rotateKept(
  repository: Pick<ConfigChangeRepository, 'listKept' | 'replaceKept'>,
  box: SecretBox,
): Promise<Rotation> {
  const rotation = { sealed: 0, current: 0, unreadable: [] as string[], missed: [] as string[] };
  for (let after = '', rows = await repository.listKept('', rowsAtOnce); rows.length > 0; ) {
    for (const row of rows) await rotateOne(row);
    after = rows.at(-1)?.id ?? after;
    rows = await repository.listKept(after, rowsAtOnce);
  }
  return rotation;

  async function rotateOne(row: KeptText): Promise<void> {
    try {
      const kept = sealAnew(box, row);
      if (kept === null) rotation.current += 1;
      else if (await repository.replaceKept({ ...row, kept }, row.kept)) rotation.sealed += 1;
      else rotation.missed.push(`change ${row.id}`);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      rotation.unreadable.push(`change ${row.id}`);
    }
  }
}
