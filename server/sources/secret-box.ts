import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** The key new secrets are sealed with, and older ones that may still open what they sealed; 32 bytes each. */
export interface SecretKeys {
  readonly current: Buffer;
  readonly old: readonly Buffer[];
}

/** Seals secrets for the store, each bound to its source and field, so that none can be moved to another. */
export interface SecretBox {
  seal(sourceId: string, field: string, secret: string): string;
  /** Throws SealError when it was sealed with another key, for another place, or was changed. */
  open(sourceId: string, field: string, sealed: string): string;
  /** Sealed with the current key. */
  isCurrent(sealed: string): boolean;
}

/** Why something sealed cannot be opened; `foreign` = with a key that is not here. Never holds what was inside. */
export class SealError extends Error {
  constructor(readonly reason: 'foreign' | 'damaged') {
    super(reason === 'foreign' ? 'Sealed with a key that is not here' : 'Damaged, or sealed for another place');
    this.name = 'SealError';
  }
}

const form = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; the text form is `v1.<key id>.<nonce>.<ciphertext and tag>` in base64url. */
export function createSecretBox({ current, old }: SecretKeys): SecretBox {
  const keys = new Map([...old, current].map((key) => [keyIdOf(key), key]));
  const currentId = keyIdOf(current);

  return {
    seal(sourceId, field, secret) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current, nonce);
      cipher.setAAD(placeOf(currentId, sourceId, field));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [form, currentId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(sourceId, field, sealed) {
      const { keyId, nonce, body } = partsOf(sealed);
      const key = keys.get(keyId);
      if (!key) throw new SealError('foreign');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
        decipher.setAAD(placeOf(keyId, sourceId, field));
        decipher.setAuthTag(body.subarray(-tagBytes));
        return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        throw new SealError('damaged');
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${form}.${currentId}.`),
  };
}

/** Tells keys apart and tells nothing of them. */
function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('callboard key id').update(key).digest('hex').slice(0, 12);
}

/** What the ciphertext is bound to; as JSON, so that no two places read the same. */
function placeOf(keyId: string, sourceId: string, field: string): Buffer {
  return Buffer.from(JSON.stringify([form, keyId, sourceId, field]));
}

function partsOf(sealed: string): { keyId: string; nonce: Buffer; body: Buffer } {
  const [version, keyId = '', nonceText = '', bodyText = '', ...more] = sealed.split('.');
  const nonce = Buffer.from(nonceText, 'base64url');
  const body = Buffer.from(bodyText, 'base64url');
  const isWhole = version === form && more.length === 0 && nonce.length === nonceBytes && body.length >= tagBytes;
  if (!isWhole) throw new SealError('damaged');
  return { keyId, nonce, body };
}
