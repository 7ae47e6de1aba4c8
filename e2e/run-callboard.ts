import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { z } from 'zod';
import type { HealthReport } from '@/lib/protocol/reports';
import type { actSchema } from '@/server/emulators/control/acts';
import type { JournalEntry } from '@/server/emulators/control/command-journal';
import type { faultSchema } from '@/server/emulators/control/faults';
import { type Emulators, type LaunchOptions, type SourceEntry, startEmulators } from '@/server/emulators/launch';
import { type Clock, systemClock } from '@/server/ports';
import { createAppProcess } from './run-app';

/** The emulators' control door. */
export interface Control {
  /** Something goes wrong at a source. */
  fault(fault: z.input<typeof faultSchema>): Promise<void>;
  /** Faults end, at one source or everywhere. */
  clear(source?: string): Promise<void>;
  /** Puts the emulated clock forward. */
  advance(ms: number): Promise<void>;
  /** Somebody does something at the phone; ids are the emulated centre's. */
  act(act: z.input<typeof actSchema>): Promise<void>;
  /** The commands a source received, and what it did of them. */
  journal(source: string): Promise<readonly JournalEntry[]>;
}

/** What a worker has to itself: emulated vendor systems in this process, and the built app in its own. */
export interface Callboard {
  readonly url: string;
  readonly emulators: Emulators;
  readonly control: Control;
  /** What the app wrote lately. */
  readonly log: readonly string[];
  health(): Promise<HealthReport>;
  /** Resolves when every source has answered. */
  untilUp(): Promise<void>;
  /** True since a fault was set, until `forgetFaults`. */
  hadFaults(): boolean;
  forgetFaults(): void;
  stopApp(): Promise<void>;
  startApp(): Promise<void>;
  stop(): Promise<void>;
}

export interface CallboardOptions {
  /** Milan, Helsinki and Lucca at their usual size unless told otherwise. */
  readonly sites: LaunchOptions['sites'];
  readonly pollEverySeconds: number;
  /** A build other than the usual one, and below which path it lives. */
  readonly build?: { readonly folder: string; readonly basePath: string };
  /** Systems that run but are not in the sources file. */
  readonly unlisted?: readonly string[] | undefined;
  /** Settings of sources by their id, over the usual ones. */
  readonly settings?: Readonly<Record<string, object>>;
  /** Environment of the app, over the usual one. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether vendors know where to call. */
  readonly isCalled?: boolean;
}

const usualSites = ['milan', 'helsinki', 'lucca'] as const;

/** Short, so that tests are: what a person waits half a minute for happens in seconds. */
const pace = { todayEverySeconds: 3, namesEverySeconds: 3 };
const paceOf = (vendor: SourceEntry['vendor']): object => {
  if (vendor === 'voipnow') return {};
  return vendor === 'ringme' ? { namesEverySeconds: pace.namesEverySeconds } : pace;
};

/** A connection kept open may be closed by the other side while this busy process does not look. */
const oneRequest = { headers: { connection: 'close' } };

/** The emulated day is the same busy Wednesday whenever the tests run; drivers put the vendors' clocks right. */
const lateMorning = Date.parse('2026-03-04T09:30:00Z');

function clockFrom(start: number): Clock {
  const aheadMs = start - systemClock.now();
  return { now: () => systemClock.now() + aheadMs, after: systemClock.after };
}

export async function startCallboard({
  sites,
  pollEverySeconds,
  unlisted = [],
  settings = {},
  env: ownEnv = {},
  build,
  isCalled = false,
}: CallboardOptions): Promise<Callboard> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-e2e-'));
  const emulators = await startEmulators({ clock: clockFrom(lateMorning), seed: 'e2e', sites: sites ?? usualSites });
  const sourcesFile = join(folder, 'sources.json');
  const listed = emulators.sources.filter(({ id }) => !unlisted.includes(id));
  const sources = listed.map((source) => ({
    ...source,
    pollEverySeconds,
    settings: {
      ...source.settings,
      ...paceOf(source.vendor),
      timeoutSeconds: 4 * pollEverySeconds,
      ...settings[source.id],
    },
  }));
  writeFileSync(sourcesFile, JSON.stringify({ sources }), { mode: 0o600 });
  const port = isCalled ? await freePort() : 0;
  const env = {
    ...(isCalled ? { CALLBOARD_URL: `http://127.0.0.1:${port}` } : {}),
    CALLBOARD_HOST: '127.0.0.1',
    CALLBOARD_SOURCES: sourcesFile,
    CALLBOARD_SECRET: 'only for tests, and longer than thirty-two',
    CALLBOARD_KEY: Buffer.alloc(32, 'only for tests').toString('base64'),
    CALLBOARD_DATA: folder,
    CALLBOARD_DEMO_ACCOUNTS: '1',
    ...ownEnv,
  };
  const app = createAppProcess(env, build?.folder, port);
  const control = createControl(emulators.controlUrl);
  let hadFaults = false;

  const callboard: Callboard = {
    get url() {
      return `http://127.0.0.1:${app.port}${build?.basePath ?? ''}`;
    },
    emulators,
    control: {
      ...control,
      fault: (fault) => {
        hadFaults = true;
        return control.fault(fault);
      },
    },
    log: app.lines,
    health: async () => (await (await fetch(`${callboard.url}/api/health`, oneRequest)).json()) as HealthReport,
    untilUp: () =>
      expect
        .poll(async () => (await callboard.health()).sources.filter((source) => !isWell(source)), { timeout: 60_000 })
        .toEqual([]),
    hadFaults: () => hadFaults,
    forgetFaults: () => {
      hadFaults = false;
    },
    stopApp: app.stop,
    startApp: app.start,
    async stop() {
      await app.stop();
      await emulators.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await callboard.startApp();
    await callboard.untilUp();
  } catch (error) {
    await callboard.stop();
    throw error;
  }
  return callboard;
}

/** For an address that has to be known before the app listens there. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function isWell({ link, asOf, problem }: HealthReport['sources'][number]): boolean {
  return link === 'up' && asOf !== null && problem === null;
}

function createControl(url: string): Control {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const reply = await fetch(`${url}${path}`, { ...init, headers: { ...init.headers, ...oneRequest.headers } });
    if (!reply.ok) throw new Error(`The control door answered ${reply.status}: ${await reply.text()}`);
    return reply;
  }
  const post = async (path: string, body: object) =>
    void (await ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }));
  return {
    fault: (fault) => post('/faults', fault),
    clear: async (source) => void (await ask(source ? `/faults?source=${source}` : '/faults', { method: 'DELETE' })),
    advance: (ms) => post('/clock', { advanceMs: ms }),
    act: (act) => post('/acts', act),
    journal: async (source) => (await (await ask(`/journal?source=${source}`)).json()).commands,
  };
}
