/** What the members page costs with 5,000 people and 300 queues, against the same page of a small site. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { BrowserAppDeeds } from './browser/app';
import type { FloorSize } from './floor-fixture';
import { ensureBuilt } from './kit/built-app';
import { openChromium, signedIn } from './kit/chromium';
import { startHelper } from './kit/helper-process';
import { medianOf, minus, type Spent, spend, watchMainThread } from './kit/main-thread';
import { median } from './kit/numbers';
import { printTable, tellAim } from './kit/report';
import { type Deed, deeds, installDeeds } from './members/deeds';

const large: FloorSize = { sources: 5, queues: 300, agents: 5000, memberships: 40_000, contacts: 500 };
const small: FloorSize = { sources: 5, queues: 30, agents: 160, memberships: 480, contacts: 50 };
const vendors = ['queuemetrics', 'sinch', 'imagicle', 'voipnow', 'ringme'];
const rounds = 9;
const deltas = 6;
const most = { answerMs: 100, pauseMs: 200 };
/** The clocks on a page turn once a second: every span holds one turn. */
const spanMs = 1000;
const changed = 50;

/** Of one thing that somebody does, ms: until it is painted, and the longest the page could not answer meanwhile. */
interface Answered {
  readonly painted: readonly number[];
  readonly pause: number;
}

interface Measured {
  readonly opened: number;
  readonly answered: ReadonlyMap<Deed, Answered>;
  readonly delta: Spent;
  readonly deltaOfAll: Spent;
  readonly pause: number;
}

ensureBuilt();
const browser = await openChromium();

async function measure(size: FloorSize): Promise<Measured> {
  const app = startHelper<BrowserAppDeeds>(new URL('./browser/app.ts', import.meta.url), [JSON.stringify(size)]);
  await app.tell.mixVendors(vendors);
  const url = `http://127.0.0.1:${await app.tell.start()}`;
  const context = await signedIn(browser, url, { width: 1920, height: 1080 });
  await context.addInitScript(installDeeds);
  const opened: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const page = await context.newPage();
    await page.goto(`${url}/members`);
    // The first visit compiles what the others find compiled.
    const ms = await page.evaluate(() => window.members.opened);
    if (round > 0) opened.push(ms);
    await page.close();
  }
  const page = await context.newPage();
  await page.goto(`${url}/members`);
  await page.evaluate(() => window.members.opened);
  await sleep(2000);
  const answered = new Map<Deed, Answered>();
  for (const deed of deeds) answered.set(deed, await answersOf(page, deed));
  const cdp = await watchMainThread(page);
  await page.evaluate(() => window.members.pause());
  const deltaCost = async () => {
    const costs: Spent[] = [];
    for (let round = -1; round < deltas; round += 1) {
      await app.tell.prepareMemberships(Math.min(changed, size.memberships - 1));
      const still = await spend(cdp, spanMs, () => {});
      const busy = await spend(cdp, spanMs, () => app.tell.send());
      if (round >= 0) costs.push(minus(busy, still));
    }
    return medianOf(costs);
  };
  const delta = await deltaCost();
  await page.evaluate(() => window.members.run('Ctrl-A: all cells, with the counts'));
  const deltaOfAll = await deltaCost();
  const pause = await page.evaluate(() => window.members.pause());
  await context.close();
  await app.stop();
  return { opened: median(opened), answered, delta, deltaOfAll, pause };
}

async function answersOf(page: Page, deed: Deed): Promise<Answered> {
  const painted: number[] = [];
  let longest = 0;
  for (let round = -2; round < rounds; round += 1) {
    await sleep(100);
    await page.evaluate(() => window.members.pause());
    const ms = await page.evaluate((name) => window.members.run(name), deed);
    await sleep(100);
    const pause = await page.evaluate(() => window.members.pause());
    if (round < 0) continue;
    painted.push(ms);
    longest = Math.max(longest, pause);
  }
  return { painted, pause: longest };
}

const [many, few] = [await measure(large), await measure(small)];
await browser.close();

const fixed = (ms: number) => ms.toFixed(ms < 10 ? 1 : 0);
const pauseWords = (ms: number) => (ms === 0 ? 'under 50' : fixed(ms));
printTable(
  `${large.agents} people × ${large.queues} queues against ${small.agents} × ${small.queues}, until it is painted`,
  [
    {
      what: 'opened, from navigation',
      'ms, median': fixed(many.opened),
      worst: '',
      'longest pause': '',
      'small site, ms': fixed(few.opened),
    },
    ...deeds.map((deed) => {
      const [own, other] = [many.answered.get(deed), few.answered.get(deed)];
      return {
        what: deed,
        'ms, median': fixed(median(own?.painted ?? [])),
        worst: fixed(Math.max(...(own?.painted ?? []))),
        'longest pause': pauseWords(own?.pause ?? Number.NaN),
        'small site, ms': fixed(median(other?.painted ?? [])),
      };
    }),
  ],
);
const cost = (what: string, own: Spent, other: Spent) => ({
  what,
  'ms, median': fixed(own.all),
  script: fixed(own.script),
  'small site, ms': fixed(other.all),
});
printTable(`Main-thread time of a delta that changes ${changed} memberships`, [
  cost('nothing chosen', many.delta, few.delta),
  cost('all cells chosen', many.deltaOfAll, few.deltaOfAll),
]);
const slowest = Math.max(...[...many.answered.values()].map(({ painted }) => median(painted)));
tellAim(`each answered within ${most.answerMs} ms`, `${fixed(slowest)} ms`, slowest <= most.answerMs);
const longest = Math.max(many.pause, ...[...many.answered.values()].map(({ pause }) => pause));
tellAim(`no pause longer than ${most.pauseMs} ms`, `${pauseWords(longest)} ms`, longest <= most.pauseMs);
