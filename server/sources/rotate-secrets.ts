import type { Clock } from '@/server/ports';
import type { SecretBox } from './secret-box';
import type { SourceRepository } from './source-repository';
import { openSecrets, sealSecrets } from './source-secrets';

export interface Rotation {
  /** Secrets that were sealed anew. */
  readonly sealed: number;
  /** Those that had the newest key already. */
  readonly current: number;
  /** Those that none of the keys opens, as `source.field`; they were left as they are. */
  readonly unreadable: readonly string[];
  /** What somebody changed meanwhile: run it once more. */
  readonly missed: readonly string[];
}

/** Seals every kept secret with the newest key; what cannot be opened stays as it is and is named. */
export async function rotateSecrets(repository: SourceRepository, box: SecretBox, clock: Clock): Promise<Rotation> {
  const rotation = { sealed: 0, current: 0, unreadable: [] as string[], missed: [] as string[] };
  for (const source of await repository.list()) {
    const old = Object.fromEntries(Object.entries(source.sealedSecrets).filter(([, text]) => !box.isCurrent(text)));
    const { secrets, unreadable } = openSecrets(box, source.id, old);
    rotation.current += Object.keys(source.sealedSecrets).length - Object.keys(old).length;
    rotation.unreadable.push(...unreadable.map((field) => `${source.id}.${field}`));
    if (Object.keys(secrets).length === 0) continue;
    const sealedSecrets = { ...source.sealedSecrets, ...sealSecrets(box, source.id, secrets) };
    const anew = { ...source, sealedSecrets, version: source.version + 1, updatedAt: clock.now() };
    if (await repository.update(anew, source.version)) rotation.sealed += Object.keys(secrets).length;
    else rotation.missed.push(source.id);
  }
  return rotation;
}

/** As if it had been one. */
export function joinRotations(one: Rotation, other: Rotation): Rotation {
  return {
    sealed: one.sealed + other.sealed,
    current: one.current + other.current,
    unreadable: [...one.unreadable, ...other.unreadable],
    missed: [...one.missed, ...other.missed],
  };
}

/** What came of it, for whoever ran it. */
export function rotationWords({ sealed, current, unreadable, missed }: Rotation): string {
  const words = [`${sealed} secrets sealed with CALLBOARD_KEY, ${current} had been already.`];
  if (unreadable.length > 0)
    words.push(
      `${unreadable.length} cannot be read with the keys that are set, and were left as they are: ${unreadable.join(', ')}.`,
    );
  if (missed.length > 0) words.push(`Changed by somebody meanwhile, run this once more: ${missed.join(', ')}.`);
  if (unreadable.length + missed.length === 0) words.push('CALLBOARD_KEY_OLD is not needed any more.');
  return words.join('\n');
}
