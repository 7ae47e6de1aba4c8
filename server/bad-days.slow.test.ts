import { afterEach, expect, test } from 'vitest';
import type { FeedName } from '@/lib/floor/kinds';
import { startEmulators } from '@/server/emulators/launch';
import { createFakeClock } from './fake-clock';
import { createFakeLog } from './fake-log';
import type { Commit } from './floor/floor-feed';
import { createFloorKeeper } from './floor/floor-keeper';
import { createAttention } from './polling/attention';
import { createSourceRegistry } from './sources/source-registry';
import { parseSources } from './sources/sources-file';
import { vendors } from './vendors';
import { createHttpDoor } from './vendors/http';

const lateMorning = Date.parse('2026-03-04T09:30:00Z');
const hourMs = 3_600_000;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** All three vendors' drivers before their emulated systems, over real HTTP, on a clock that stands still. */
async function start(fault?: object) {
  const clock = createFakeClock(lateMorning);
  const sites = (['milan', 'helsinki', 'lucca'] as const).map((site) => ({ site, warmUpMs: 6 * hourMs }));
  const emulators = await startEmulators({ clock, sites, seed: 'bad days' });
  const { log } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'e1' });
  const attention = createAttention(clock);
  const parts = { keeper, clock, random: () => 0, log, attention, openDoor: createHttpDoor, isStrict: true };
  const registry = createSourceRegistry(parts);
  open.push(registry.stop, emulators.stop);
  const text = JSON.stringify({ sources: emulators.sources });
  const setups = parseSources(text, 'sources.json', { vendors, env: {}, tryDoor: () => {} });
  const commits: Commit[] = [];

  async function poll(feed: FeedName = 'live'): Promise<void> {
    const polls = setups.map(({ id }) => registry.nudge(id, feed));
    await clock.advance(0);
    expect(await Promise.all(polls)).toEqual(setups.map(() => true));
  }
  async function control(method: string, fault?: object): Promise<void> {
    for (const { id } of fault ? setups : setups.slice(0, 1)) {
      const body = fault ? { body: JSON.stringify({ source: id, ...fault }) } : {};
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(`${emulators.controlUrl}/faults`, { method, headers, ...body });
      expect(reply.ok).toBe(true);
    }
  }
  if (fault) await control('POST', fault);
  for (const setup of setups) registry.add(setup);
  for (const feed of ['names', 'today', 'live'] as const) await poll(feed);
  keeper.subscribe((commit) => commits.push(commit));
  return {
    clock,
    poll,
    commits,
    floor: keeper.floor,
    fault: (fault: object) => control('POST', fault),
    clear: () => control('DELETE'),
    links: () => [...keeper.floor.sources.values()].map(({ link }) => link),
    suspects: () => [...keeper.floor.sources.values()].map(({ suspect }) => suspect),
  };
}

test('vendor clocks that are an hour off, either way, change nothing on the floor', { timeout: 60_000 }, async () => {
  // A call's own id may be made of the vendor's time; all else must be the same.
  const records = ({ floor: { queues, agents, contacts } }: Awaited<ReturnType<typeof start>>) =>
    [
      [...queues.values()].map((queue) => JSON.stringify(queue)).sort(),
      [...agents.values()].map((agent) => JSON.stringify(agent)).sort(),
      [...contacts.values()].map((contact) => JSON.stringify({ ...contact, id: null })).sort(),
    ] as const;
  const right = records(await start());
  expect(right.map((list) => list.length > 10)).toEqual([true, true, true]);
  expect(records(await start({ fault: 'clock-skew', ms: hourMs }))).toEqual(right);
  expect(records(await start({ fault: 'clock-skew', ms: -hourMs }))).toEqual(right);
});

test('vendors that restart and know no time before it: everybody stays, in the same state, since a time that has been', {
  timeout: 30_000,
}, async () => {
  const { poll, fault, floor, clock, links } = await start();
  const states = () => [...floor.agents.values()].map(({ id, state, readiness }) => [id, state, readiness]);
  const before = states();
  const since = [...floor.agents.values()].map(({ stateSince }) => stateSince);
  await fault({ fault: 'since-reset' });
  await poll();
  expect(states()).toEqual(before);
  expect([...floor.agents.values()].map(({ stateSince }) => stateSince)).not.toEqual(since);
  const times = [...floor.agents.values()].flatMap(({ stateSince }) => stateSince ?? []);
  expect(Math.max(...times)).toBeLessThanOrEqual(clock.now());
  expect(links()).toEqual(['up', 'up', 'up']);
});

test('vendors whose agents are all gone for one answer: they stay on the floor, the sources are suspect, and then not', {
  timeout: 30_000,
}, async () => {
  const { poll, fault, clear, commits, floor, suspects } = await start();
  const before = new Map(floor.agents);
  await fault({ fault: 'empty-agents' });
  await poll();
  expect(suspects()).toEqual([true, true, true]);
  expect(floor.agents).toEqual(before);
  await clear();
  await poll();
  expect(suspects()).toEqual([false, false, false]);
  expect(floor.agents).toEqual(before);
  expect(commits.flatMap(({ delta }) => delta.drop?.agents ?? [])).toEqual([]);
});

test('vendors whose agents are gone for good are believed the second time', { timeout: 30_000 }, async () => {
  const { poll, fault, floor, suspects } = await start();
  await fault({ fault: 'empty-agents' });
  await poll();
  await poll();
  expect(suspects()).toEqual([false, false, false]);
  const present = [...floor.agents.values()].filter(({ state }) => !['logged-out', 'unknown'].includes(state));
  expect(present).toEqual([]);
});
