import { createHash, randomBytes } from 'node:crypto';

/** 256 bits nobody can guess, as text that may stand in an address. */
export function newSecretText(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of such a text. It cannot be guessed, so a fast hash will do. */
export function hashSecretText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
