// Pictures of the wall over floors that stand still: `node e2e/stills/take-stills.mjs <folder> [name …]`. Needs no server.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import tailwind from '@tailwindcss/postcss';
import { build } from 'esbuild';
import postcss from 'postcss';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [folder = 'test-results/stills', ...only] = process.argv.slice(2);
const fullHd = { width: 1920, height: 1080 };
const lucca = { id: 'lucca', name: 'Lucca', vendor: 'imagicle' };
const milan = { id: 'milan', name: 'Milan', vendor: 'queuemetrics', ageMs: 1000 };
const helsinki = { id: 'helsinki', name: 'Helsinki', vendor: 'sinch', ageMs: 2000 };
const gone = {
  ...lucca,
  ageMs: 187_000,
  trouble: { link: 'retrying', problem: 'Lucca does not answer on 10.2.0.7:443' },
};
const refused = { ...lucca, ageMs: 187_000, trouble: { link: 'needs-attention', problem: 'user or password refused' } };
const since = Date.UTC(2029, 10, 22, 14, 29, 0);

const stills = {
  usual: { size: fullHd, queues: 18, agents: 120 },
  few: { size: fullHd, queues: 3, agents: 3 },
  one: { size: fullHd, queues: 1, agents: 12, sources: [milan] },
  many: { size: fullHd, queues: 60, agents: 300 },
  near: { size: fullHd, queues: 18, agents: 120, seatMetres: 3 },
  desk: { size: fullHd, queues: 60, agents: 300, seatMetres: 1.5 },
  far: { size: fullHd, queues: 18, agents: 120, seatMetres: 8 },
  gone: { size: fullHd, queues: 6, agents: 60, sources: [milan, helsinki, gone] },
  refused: { size: fullHd, queues: 18, agents: 60, sources: [milan, helsinki, refused] },
  late: {
    size: fullHd,
    queues: 6,
    agents: 60,
    sources: [milan, { ...helsinki, ageMs: 5000 }, { ...lucca, ageMs: 12_000 }],
  },
  before: { size: fullHd, queues: 18, agents: 120, hasPicture: false },
  cut: { size: fullHd, queues: 18, agents: 120, connection: { status: 'offline', since } },
  empty: { size: fullHd, queues: 0, agents: 0, sources: [] },
  queueless: { size: fullHd, queues: 0, agents: 0 },
  'ultra-hd': { size: { width: 3840, height: 2160 }, queues: 18, agents: 120 },
  portrait: { size: { width: 1080, height: 1920 }, queues: 18, agents: 120 },
  laptop: { size: { width: 1440, height: 900 }, queues: 18, agents: 120, diagonalInch: 15, seatMetres: 0.7 },
  phone: { size: { width: 390, height: 844 }, queues: 18, agents: 120, sources: [milan, helsinki, gone] },
};

const css = await styles();
const script = await bundle();
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CALLBOARD_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  for (const [name, { size, ...still }] of Object.entries(stills)) {
    if (only.length === 0 || only.includes(name)) await take(name, size, still);
  }
} finally {
  await browser.close();
}

async function take(name, size, still) {
  const page = await browser.newPage({ viewport: size, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' });
  page.on('pageerror', (error) => console.error(name, error));
  await page.route('**/*', (route) => answer(route, still));
  await page.goto('http://stills.localhost/');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  const overflow = await page.evaluate(overflowing);
  if (overflow.length > 0) console.log(`${name}: does not fit: ${overflow.join(' | ')}`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

/** Text that is cut off where it should not be. */
function overflowing() {
  const isCut = (element) =>
    element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
  return [...document.querySelectorAll('article, section:not([popover]), footer, [data-fits]')]
    .filter(isCut)
    .map(
      (element) =>
        `${element.tagName} ${element.textContent.slice(0, 40)} ${element.scrollWidth - element.clientWidth}x${element.scrollHeight - element.clientHeight}`,
    );
}

async function answer(route, still) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/api/trends') return route.fulfill({ json: trendsOf(still.queues) });
  if (pathname.endsWith('.woff2'))
    return route.fulfill({ body: await readFile(join(root, pathname)), contentType: 'font/woff2' });
  const html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Wall</title><style>${css}</style><body class="bg-ground text-text font-sans antialiased"><div id="root"></div><script>window.still=${JSON.stringify(still)}</script><script>${script}</script>`;
  return route.fulfill({ body: html, contentType: 'text/html' });
}

function trendsOf(count) {
  const sites = ['milan', 'helsinki', 'lucca'];
  const points = (index) =>
    Array.from({ length: 60 }, (_, m) =>
      Math.max(0, Math.round(2 + 2.4 * Math.sin((m + index * 9) / 7) + ((m * 7 + index) % 3) - 1)),
    );
  const queues = Object.fromEntries(
    Array.from({ length: count }, (_, index) =>
      sites.map((site) => [`${site}/${300 + index}`, { waiting: points(index), serviceLevel: [] }]),
    ).flat(),
  );
  return { at: 0, stepMs: 60_000, queues };
}

async function styles() {
  const from = join(root, 'app/globals.css');
  const { css: sheet } = await postcss([tailwind({ base: root })]).process(await readFile(from, 'utf8'), { from });
  const fonts = await readFile(join(root, 'app/fonts.css'), 'utf8');
  return fonts.replaceAll('../node_modules', '/node_modules') + sheet;
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'e2e/stills/page.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.NEXT_PUBLIC_CALLBOARD_BASE_PATH': '""' },
    banner: { js: 'var process={env:{}};' },
    tsconfig: join(root, 'tsconfig.json'),
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}
