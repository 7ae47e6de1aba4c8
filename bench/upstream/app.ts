import { setTimeout as sleep } from 'node:timers/promises';
import { benchConfig } from '@/bench/kit/bench-config';
import { serveDeeds } from '@/bench/kit/helper-process';
import { type App, createApp } from '@/server/create-app';
import type { SourceEntry } from '@/server/emulators/launch';
import { createLog } from '@/server/log';
import { type Clock, systemClock } from '@/server/ports';
import { parseSources } from '@/server/sources/sources-file';
import { vendors } from '@/server/vendors';

/** A clock on which time passes `times` as fast. */
function quickClock(times: number): Clock {
  const start = systemClock.now();
  return {
    now: () => Math.floor(start + (systemClock.now() - start) * times),
    after: (delayMs, run) => systemClock.after(delayMs / times, run),
  };
}

let app: App | null = null;

const deeds = {
  /** Starts Callboard without pages over these sources; resolves with its port. */
  async start(entries: readonly SourceEntry[], times: number) {
    const context = { vendors, env: {}, tryDoor: () => {} };
    const sources = parseSources(JSON.stringify({ sources: entries }), 'sources.json', context);
    const [log, clock] = [createLog('silent'), quickClock(times)];
    app = await createApp({ config: benchConfig, log, sources, root: process.cwd(), clock });
    return app.start();
  },
  /** Resolves in a moment in which nothing is being asked. */
  async idle() {
    const isIdle = () =>
      app?.runtime.sourceDesk.list().every(({ feeds }) => feeds.every(({ nextAt }) => nextAt !== null));
    while (!isIdle()) await sleep(5);
  },
  /** Asks every feed of every source at once, so that what follows begins from one instant. */
  askAll() {
    for (const { id } of app?.runtime.sourceDesk.list() ?? []) app?.runtime.sourceDesk.retry(id);
  },
  failures: () =>
    (app?.runtime.sourceDesk.list() ?? []).flatMap(({ id, feeds }) =>
      feeds.filter((feed) => feed.failures > 0).map((feed) => `${id} ${feed.name}: ${feed.failures}`),
    ),
};
export type AppDeeds = typeof deeds;

serveDeeds(deeds);
