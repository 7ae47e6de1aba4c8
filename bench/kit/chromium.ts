import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { ensureTestTools } from '@/scripts/test-tools.mjs';
import { demoCookie } from './demo-session';

const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A Chromium without a window. */
export function openChromium(): Promise<Browser> {
  const { chromium: executablePath } = ensureTestTools();
  return chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
}

/** tsx marks functions with a helper that a page has not got: without this, none can be sent there. */
const nameHelper = 'globalThis.__name = (named) => named';

/** Somebody who is signed in as one of the demo's accounts, its admin unless told otherwise, before a screen of this size. */
export async function signedIn(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
  accountId?: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport });
  await context.addInitScript(nameHelper);
  await context.addCookies([{ ...(await demoCookie(accountId)), url }]);
  return context;
}
