// The page Next keeps for the worst: made at the build, sent as it is, so that no nonce of an answer can stand in it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kept = ['server/pages/500.html', 'server/app/_global-error.html'];

/** Puts ours in the place of Next's, whose styles stand in the page, where our policy lets none count. */
export function writeFailurePages(nextFolder, basePath) {
  for (const name of kept) {
    const file = join(nextFolder, name);
    if (existsSync(file)) writeFileSync(file, failurePage(readFileSync(file, 'utf8'), basePath));
  }
}

/** Says what `app/global-error.tsx` says, in the style sheets that Next's own page names, and without a script. */
export function failurePage(html, basePath) {
  const sheets = new Set([...html.matchAll(/href="([^"<>]+\.css)"/g)].map(([, address]) => address));
  const links = [...sheets].map((address) => `<link rel="stylesheet" href="${address}"/>`).join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>Callboard could not show this</title>${links}</head><body class="bg-ground font-sans text-text antialiased"><main class="grid min-h-dvh place-content-center justify-items-center gap-3 p-4 text-center"><p class="text-13 text-dim">Callboard</p><h1 class="text-28 font-semibold">Callboard could not show this</h1><div class="grid justify-items-center gap-4 text-14"><p>Something of ours failed. Callboard’s log says what.</p><a href="${basePath}/" class="flex h-10 cursor-pointer items-center rounded-panel bg-text px-4 font-semibold text-ground">Start again</a></div></main></body></html>`;
}
