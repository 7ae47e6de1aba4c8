import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { median } from './numbers';

/** Main-thread time, ms. */
export interface Spent {
  readonly all: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

/** Asks a page for the processor time of its main thread: what other processes take does not count. */
export async function watchMainThread(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return cdp;
}

async function spentSoFar(cdp: CDPSession): Promise<Spent> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN);
  const [all, script, style] = [of('TaskDuration'), of('ScriptDuration'), of('RecalcStyleDuration')];
  return { all, script, style, layout: of('LayoutDuration') };
}

/** What `run` and the following `ms` cost. */
export async function spend(cdp: CDPSession, ms: number, run: () => unknown): Promise<Spent> {
  const before = await spentSoFar(cdp);
  await run();
  await sleep(ms);
  const after = await spentSoFar(cdp);
  return minus(after, before);
}

export const minus = (a: Spent, b: Spent): Spent => ({
  all: a.all - b.all,
  script: a.script - b.script,
  style: a.style - b.style,
  layout: a.layout - b.layout,
});

export const medianOf = (spans: readonly Spent[]): Spent => ({
  all: median(spans.map(({ all }) => all)),
  script: median(spans.map(({ script }) => script)),
  style: median(spans.map(({ style }) => style)),
  layout: median(spans.map(({ layout }) => layout)),
});
