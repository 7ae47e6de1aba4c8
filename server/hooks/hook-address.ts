import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What the address of a source depends on: with another system or account it is another one. */
export interface HookSource {
  readonly id: string;
  readonly vendor: string;
  readonly baseUrl: string;
  readonly secrets: unknown;
}

/** What stands behind `/hooks/`, in two halves: whose it is, the same for ever, and what makes it good now. */
export interface HookKey {
  readonly place: string;
  readonly secret: string;
}

/** Derived, so that it is the same after a restart and nothing has to be kept. */
export function hookKeyOf(serverSecret: string, { id, vendor, baseUrl, secrets }: HookSource): HookKey {
  const derive = (...parts: readonly unknown[]) =>
    createHmac('sha256', serverSecret)
      .update(JSON.stringify(['hooks', ...parts]))
      .digest('base64url');
  return { place: derive('place', id).slice(0, 22), secret: derive('secret', id, vendor, baseUrl, secrets) };
}

export const writeHookKey = ({ place, secret }: HookKey) => `${place}.${secret}`;

/** The two halves as they came; null where it cannot be one of ours. */
export function readHookKey(text: string): HookKey | null {
  const [, place, secret] = /^([\w-]{22})\.([\w-]{43})$/.exec(text) ?? [];
  return place && secret ? { place, secret } : null;
}

/** Takes as long whatever differs. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
