import { SealError, type SecretBox } from './secret-box';

/** What could be opened of a source's kept secrets, and which could not. */
export interface OpenedSecrets {
  readonly secrets: Readonly<Record<string, string>>;
  readonly unreadable: readonly string[];
}

/** Opens what is kept of a source; one that cannot be opened is named, never guessed at. */
export function openSecrets(
  box: SecretBox | null,
  sourceId: string,
  sealed: Readonly<Record<string, string>>,
): OpenedSecrets {
  const secrets: Record<string, string> = {};
  const unreadable: string[] = [];
  for (const [field, text] of Object.entries(sealed)) {
    const opened = box && openOne(box, sourceId, field, text);
    if (opened === null) unreadable.push(field);
    else secrets[field] = opened;
  }
  return { secrets, unreadable };
}

function openOne(box: SecretBox, sourceId: string, field: string, sealed: string): string | null {
  try {
    return box.open(sourceId, field, sealed);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Seals all of them for the store. */
export function sealSecrets(
  box: SecretBox,
  sourceId: string,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secrets).map(([field, secret]) => [field, box.seal(sourceId, field, secret)]),
  );
}
