import { isFormerHook } from '@/server/vendors/receive';
import type { RingMeContext } from '@/server/vendors/ringme/client';

/** Stands for an address that is a secret. */
export const ownWords = 'Callboard’s own';

/** By its form, where nothing else is known: of this Callboard at a former address, or of another one. */
export const looksOwn = (url: string): boolean => /\/hooks\/[\w-]{22}\.[\w-]{43}(?:$|[?#])/.test(url);

/** Of this Callboard, now or before, or of another one. */
export function isOwnUrl(url: string, { hook }: Pick<RingMeContext, 'hook'>): boolean {
  return looksOwn(url) || (hook ? url === hook.url || isFormerHook(hook.url, url) : false);
}
