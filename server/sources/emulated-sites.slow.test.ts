import { DateTime } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import { bucharest } from '@/server/emulators/bucharest';
import type { FaceCredentials } from '@/server/emulators/centre-types';
import { createImagicleFace, type ImagicleOptions } from '@/server/emulators/imagicle';
import { novosibirsk } from '@/server/emulators/novosibirsk';
import { createQueuemetricsFace, type QueuemetricsOptions } from '@/server/emulators/queuemetrics';
import { createRingmeFace, type RingmeOptions } from '@/server/emulators/ringme';
import { createSinchFace, type SinchOptions } from '@/server/emulators/sinch';
import { helsinki, lucca, milan } from '@/server/emulators/sites';
import { createVoipnowFace, type VoipnowOptions } from '@/server/emulators/voipnow';
import { createFakeClock } from '@/server/fake-clock';
import { vendors } from '@/server/vendors';
import { byArrival, type Retell, readTruth, type Span, type ToldFloor } from './emulated/centre-truth';
import { type EmulatedSite, type EmulatedSiteOptions, openEmulatedSite } from './emulated/emulated-site';
import { toldByImagicle } from './emulated/told-by-imagicle';
import { toldByQueuemetrics } from './emulated/told-by-queuemetrics';
import { toldByRingme } from './emulated/told-by-ringme';
import { toldBySinch } from './emulated/told-by-sinch';
import { toldByVoipnow } from './emulated/told-by-voipnow';

const hiddenQueues = ['561821'];

const clientOf = ({ user, password }: FaceCredentials) => ({ clientId: user, clientSecret: password });

const bucharestSettings = { queues: bucharest.teams.flatMap(({ queues }) => queues.map(({ number }) => number)) };

const cases = {
  queuemetrics: {
    told: toldByQueuemetrics,
    options: {
      vendor: vendors.queuemetrics,
      site: milan,
      basePath: '/queuemetrics',
      settings: { wrapUpPauseCodes: ['50'] },
      face: (centre, credentials, clock) => createQueuemetricsFace(centre, credentials, { clock }),
    },
  },
  sinch: {
    told: toldBySinch,
    options: {
      vendor: vendors.sinch,
      site: helsinki,
      settings: { auth: 'gateway' },
      credentials: { apiKey: 'key' },
      face: (centre, credentials) => createSinchFace(centre, credentials),
    },
  },
  imagicle: {
    told: toldByImagicle(hiddenQueues),
    options: {
      vendor: vendors.imagicle,
      site: lucca,
      basePath: '/fw/Apps/QME/WebAPI',
      settings: {},
      face: (centre, credentials, clock) =>
        createImagicleFace(centre, credentials, { clock, hiddenQueueIds: hiddenQueues }),
    },
  },
  voipnow: {
    told: toldByVoipnow,
    options: {
      vendor: vendors.voipnow,
      site: bucharest,
      settings: bucharestSettings,
      secrets: clientOf,
      face: (centre, credentials) => createVoipnowFace(centre, credentials),
    },
  },
  ringme: {
    told: toldByRingme,
    options: {
      vendor: vendors.ringme,
      site: novosibirsk,
      settings: {},
      secrets: clientOf,
      face: (centre, credentials, clock) => createRingmeFace(centre, credentials, { clock }),
    },
  },
} satisfies Record<string, { told: Retell; options: Omit<EmulatedSiteOptions, 'clock'> }>;
type Case = keyof typeof cases;

const milanWith =
  (options: QueuemetricsOptions): EmulatedSiteOptions['face'] =>
  (centre, credentials, clock) =>
    createQueuemetricsFace(centre, credentials, { clock, ...options });
const luccaWith =
  (options: ImagicleOptions): EmulatedSiteOptions['face'] =>
  (centre, credentials, clock) =>
    createImagicleFace(centre, credentials, { clock, hiddenQueueIds: hiddenQueues, ...options });
const helsinkiWith =
  (options: SinchOptions): EmulatedSiteOptions['face'] =>
  (centre, credentials) =>
    createSinchFace(centre, credentials, options);

const bucharestWith =
  (options: VoipnowOptions): EmulatedSiteOptions['face'] =>
  (centre, credentials) =>
    createVoipnowFace(centre, credentials, options);
const novosibirskWith =
  (options: RingmeOptions): EmulatedSiteOptions['face'] =>
  (centre, credentials, clock) =>
    createRingmeFace(centre, credentials, { clock, ...options });

/** What the documents leave open, or vendors do differently from one release to the next. */
const otherWays: [Case, string, Partial<EmulatedSiteOptions>][] = [
  ['queuemetrics', 'classic rows', { settings: { wrapUpPauseCodes: ['50'], jsonFormat: 'classic' } }],
  ['queuemetrics', 'a row per queue', { face: milanWith({ sessionPerQueue: true }) }],
  ['queuemetrics', 'another title for the call’s id', { face: milanWith({ callIdTitle: 'RT_uniqueid' }) }],
  ['sinch', 'pages of 20', { settings: { auth: 'gateway', pageSize: 20 } }],
  ['sinch', 'queues without current figures', { face: helsinkiWith({ someWithoutInQueueCurrent: true }) }],
  ['sinch', 'contacts without queue time', { face: helsinkiWith({ someWithoutArrivalQueueTime: true }) }],
  ['sinch', 'agents with a start time only', { face: helsinkiWith({ requireStartTime: true }) }],
  ['imagicle', 'times in UTC', { face: luccaWith({ dateTimes: 'utc' }) }],
  ['imagicle', 'times without a zone', { face: luccaWith({ dateTimes: 'local' }) }],
  ['voipnow', 'lists as arrays', { face: bucharestWith({ agentsForm: 'array', listsForm: 'array' }) }],
  ['voipnow', 'lists by id', { face: bucharestWith({ agentsForm: 'entry-by-id', listsForm: 'entry-by-id' }) }],
  ['voipnow', 'times with an offset', { face: bucharestWith({ times: 'offset' }) }],
  ['voipnow', 'times without a zone', { face: bucharestWith({ times: 'local' }) }],
  ['voipnow', 'times in seconds', { face: bucharestWith({ times: 'seconds' }) }],
  ['voipnow', 'each extension by itself', { settings: { ...bucharestSettings, calls: 'extensions' } }],
  ['ringme', 'no word of how long a token lives', { face: novosibirskWith({ tellsExpiry: false }) }],
  ['ringme', 'nothing of who waits', { face: novosibirskWith({ showsWaiting: false }) }],
];

const sinchDoors = [
  ['basic', '/RI/rmi', {}],
  ['basic', '', {}],
  ['gateway', '', { apiKey: 'key' }],
  ['session', '', {}],
  ['bearer', '', { token: 'id-token' }],
] as const;

let opened: EmulatedSite[] = [];
afterEach(async () => {
  await Promise.all(opened.map((site) => site.close()));
  opened = [];
});

/** Local time of the site, not on a whole second. */
const localTime = (name: Case, text: string): number =>
  DateTime.fromISO(text, { zone: cases[name].options.site.timeZone }).toMillis() + 437;

/** Enough of a past for a business day that began at four. */
const sinceMorningMs = 9 * 3_600_000;

async function open(name: Case, at: string, more: Partial<EmulatedSiteOptions> = {}) {
  const clock = createFakeClock(localTime(name, at));
  const site = await openEmulatedSite({ warmUpMs: sinceMorningMs, ...cases[name].options, ...more, clock });
  opened.push(site);
  const goTo = async (text: string) => clock.advance(localTime(name, text) - clock.now());
  return { clock, site, goTo };
}

describe.each(Object.keys(cases) as Case[])('%s', { timeout: 60_000 }, (name) => {
  it('shows what is going on in the centre, through a day and a night', async () => {
    const { site, goTo } = await open(name, '2026-03-03T10:00:00');
    let before: ToldFloor | null = null;
    for (const at of ['03T10:00:00', '03T10:00:02', '03T12:30:00', '03T22:00:00', '04T00:20:00', '04T04:00:40']) {
      await goTo(`2026-03-${at}`);
      before = await expectTold(name, site, before, at);
    }
  });

  it('counts a day of 23 hours and one of 25 from its start', async () => {
    for (const at of ['2026-03-29T03:40:00', '2026-03-29T12:00:00', '2026-10-25T03:40:00', '2026-10-25T12:00:00']) {
      const { site } = await open(name, at, { warmUpMs: 26 * 3_600_000 });
      await expectTold(name, site, null, at);
    }
  });

  it.each([3, 300])('shows all of %i agents', async (wanted) => {
    const planned = cases[name].options.site.teams.reduce((sum, team) => sum + team.agents, 0);
    const { site } = await open(name, '2026-03-03T11:00:00', {
      agents: wanted / planned,
      warmUpMs: 3 * 3_600_000,
      settings: { ...cases[name].options.settings, businessDayStart: 9 },
    });
    expect(site.centre.agents).toHaveLength(wanted);
    await expectTold(name, site, null);
    const known = site.centre.agents.filter((agent) => agent.memberOf.length > 0);
    expect(Object.keys(toldFloor(site).agents)).toHaveLength(known.length);
  });

  it.each([3_600_000, -3_600_000])('tells the same instants when the vendor’s clock is %i ms off', async (skewMs) => {
    const { site, goTo } = await open(name, '2026-03-03T11:00:00', { skewMs });
    const before = await expectTold(name, site, null);
    await goTo('2026-03-03T11:00:20');
    await expectTold(name, site, before);
  });

  it('has nothing to say while nothing happens, however the answers are delayed', async () => {
    const { clock, site } = await open(name, '2026-03-03T11:00:00');
    expect(await site.poll()).toBeGreaterThan(0);
    site.hold([0, 431, 977, 120]);
    const commits: number[] = [];
    for (let poll = 0; poll < 6; poll += 1) {
      await clock.advance(2_137);
      commits.push(await site.poll());
    }
    expect(commits).toEqual(commits.map(() => 0));
  });
});

it.each(otherWays)('%s, told another way: %s', { timeout: 60_000 }, async (name, _way, more) => {
  const { site } = await open(name, '2026-03-03T11:00:00', more);
  await expectTold(name, site, null);
});

describe.each(sinchDoors)('sinch, auth %s', { timeout: 60_000 }, (auth, basePath, credentials) => {
  it('is let in, now and after hours, and shows the same', async () => {
    const { site, goTo } = await open('sinch', '2026-03-03T11:00:00', { settings: { auth }, basePath, credentials });
    const before = await expectTold('sinch', site, null);
    await goTo('2026-03-03T15:00:00');
    await expectTold('sinch', site, before);
  });
});

/** Instants within 2 s of each other count as equal (rule R2). */
const toleranceMs = 2000;

/** Asks all feeds and expects the floor to show what the vendor can tell; answers what that was. */
async function expectTold(name: Case, site: EmulatedSite, before: ToldFloor | null, when = ''): Promise<ToldFloor> {
  await site.poll();
  const expected = cases[name].told(readTruth(site.centre, site.settings), before);
  const actual = toldFloor(site);
  expect(differences(actual, expected, ''), when).toEqual([]);
  return actual;
}

type Tree = { readonly [key: string]: unknown };

/** Where two trees differ, as `path: got, not wanted`; instants that are near each other are the same. */
function differences(actual: unknown, expected: unknown, path: string): string[] {
  if (typeof actual === 'number' && isSpan(expected))
    return actual >= expected.from - toleranceMs && actual <= expected.to ? [] : [`${path}: ${actual} is outside`];
  if (isTree(actual) && isTree(expected)) {
    const keys = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
    return keys.flatMap((key) => differences(actual[key], expected[key], `${path}/${key}`));
  }
  const areNumbers = typeof actual === 'number' && typeof expected === 'number';
  if (areNumbers && isInstant(path) && Math.abs(actual - expected) <= toleranceMs) return [];
  return actual === expected ? [] : [`${path}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

const isSpan = (value: unknown): value is Span => isTree(value) && 'from' in value && 'to' in value;
const isInstant = (path: string) => /(Since|At)$/.test(path);
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function toldFloor(site: EmulatedSite): ToldFloor {
  const { queues, agents, memberships, contacts } = site.tables();
  const queueName = (id: string | null) => (id === null ? null : (queues?.get(id)?.name ?? `lost ${id}`));
  const extension = (id: string | null) => (id === null ? null : (agents?.get(id)?.extension ?? `lost ${id}`));
  const values = <Row>(table: ReadonlyMap<string, Row> | undefined) => [...(table?.values() ?? [])];
  return {
    queues: Object.fromEntries(
      values(queues).map(({ id: _, sourceId: _s, ...row }) => [row.name, { ...row, problem: row.problem && 'told' }]),
    ),
    agents: Object.fromEntries(
      values(agents).map(({ id: _, sourceId: _s, ...row }) => [row.extension ?? '', { ...row, vendorState: null }]),
    ),
    memberships: Object.fromEntries(
      values(memberships).map(({ id: _, sourceId: _s, agentId, queueId, ...row }) => [
        `${extension(agentId)} in ${queueName(queueId)}`,
        row,
      ]),
    ),
    contacts: values(contacts)
      .map(({ id: _, sourceId: _s, agentId, queueId, ...row }) => ({
        queue: queueName(queueId),
        agent: extension(agentId),
        ...row,
      }))
      .toSorted(byArrival),
  };
}
