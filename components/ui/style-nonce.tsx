'use client';
import { useEffect } from 'react';

/**
 * Hands the nonce of this page to what writes a style into it later: an open dialog keeps the page behind it still that
 * way, and asks for the nonce under this name.
 */
export function StyleNonce() {
  useEffect(() => {
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
  }, []);
  return null;
}
