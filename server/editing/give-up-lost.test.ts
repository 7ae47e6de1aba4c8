import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { StoreError } from '@/server/store/store-error';
import { createFakeCentre } from './fake-editor';
import { createGivingUp, longestChangeMs } from './give-up-lost';
import { ada, openDesk, queueAt } from './open-desk';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Processes on one store and vendor, and a change that the first of them is carrying out while time stands still for it. */
async function startChange(store: Store) {
  const centre = createFakeCentre();
  const startProcess = async (passedMs = 0) => {
    const clock = createFakeClock(createFakeClock().now() + passedMs);
    const process = await openDesk({ store, clock, centre });
    undo.push(process.close);
    return process;
  };
  const first = await startProcess();
  const { lock } = await first.desk.read(queueAt('sales'), ada);
  let answer = () => {};
  const sent = new Promise<void>((resolve) => {
    centre.take = (kind, edit) => {
      resolve();
      return new Promise((done) => {
        answer = () => done(centre.obey(kind, edit));
      });
    };
  });
  const asked = first.desk.update(queueAt('sales'), { values: { limit: 12 }, lock, requestId: 'r' }, ada);
  asked.catch(() => {});
  await sent;
  const outcome = async () => (await first.desk.history({}, ada.principal)).changes[0]?.outcome;
  return { startProcess, asked, answer: () => answer(), outcome };
}

eachEngine((open, engine) => {
  describe.runIf(engine === 'postgres')('where other processes may use the same store', () => {
    test('a start leaves alone what another one is carrying out', async () => {
      const { startProcess, asked, answer, outcome } = await startChange(await open());
      await startProcess();
      expect(await outcome()).toBe('sent');
      answer();
      expect(await asked).toMatchObject({ change: { outcome: 'saved' } });
      expect(await outcome()).toBe('saved');
    });

    test('what can be under way no longer is given up, which is looked at every minute', async () => {
      const { startProcess, outcome } = await startChange(await open());
      const { clock } = await startProcess(longestChangeMs);
      expect(await outcome()).toBe('sent');
      await clock.advance(120_000);
      await vi.waitFor(async () => expect(await outcome()).toBe('unknown'));
    });

    test('what was left long ago is given up at the start, and is what it came to where it was answered after all', async () => {
      const { startProcess, asked, answer, outcome } = await startChange(await open());
      await startProcess(longestChangeMs + 61_000);
      expect(await outcome()).toBe('unknown');
      answer();
      await asked;
      expect(await outcome()).toBe('saved');
    });
  });

  test.runIf(engine === 'sqlite')('a process that is alone gives up at its start all that was under way', async () => {
    const { startProcess, outcome } = await startChange(await open());
    await startProcess();
    expect(await outcome()).toBe('unknown');
  });
});

test('a store that is away at the start is asked again, for all until it answered once', async () => {
  const clock = createFakeClock();
  const { log, lines } = createFakeLog();
  const asked: object[] = [];
  let isAway = true;
  const repository = {
    async giveUpSent(among: object) {
      if (isAway) throw new StoreError('unavailable', null);
      asked.push(among);
    },
  };
  const givingUp = createGivingUp({ repository, clock, log, isShared: false });
  await givingUp.start();
  expect(lines.map(({ level }) => level)).toEqual(['error']);
  isAway = false;
  await clock.advance(60_000);
  await clock.advance(60_000);
  const beforeId = expect.any(String);
  expect(asked).toEqual([{ beforeId }, { fromId: expect.any(String), beforeId }]);
  givingUp.stop();
  await clock.advance(120_000);
  expect([asked.length, clock.pending()]).toEqual([2, 0]);
});
