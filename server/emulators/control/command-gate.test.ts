import { afterEach, describe, expect, it } from 'vitest';
import type { Centre } from '@/server/emulators/centre-types';
import { faceOf, jsonReply } from '@/server/emulators/face-http';
import { listenFace } from '@/server/emulators/face-listen';
import { stubAgent, stubCentre } from '@/server/emulators/stub-centre';
import { createFakeClock } from '@/server/fake-clock';
import { doctorCentre } from './doctored-centre';
import { createFaultBook } from './fault-book';
import { createFaultLayer } from './fault-layer';
import { createRequestCounter } from './request-counter';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A face made of what it does to the centre at each request. */
async function serve(answer: (centre: Centre) => unknown) {
  const clock = createFakeClock();
  const truth = stubCentre({ agents: [stubAgent({ id: '101' })] });
  const doctored = doctorCentre(truth);
  const face = faceOf(doctored.centre, async () => jsonReply(answer(doctored.centre)));
  const book = createFaultBook(clock);
  const layer = createFaultLayer({ face, doctored, book, counter: createRequestCounter(clock), clock });
  const { url, close } = await listenFace(layer);
  closers.push(close);
  const ask = async () => (await fetch(`${url}/uapi/agents?secret=1`, { method: 'PUT' })).status;
  return { book, clock, ask, agent: truth.agents[0]! };
}

describe('the gate of commands', () => {
  it('stands before a centre’s own commands, though the face does not name them', async () => {
    const { book, ask, agent } = await serve((centre) => centre.login('101'));
    expect(await ask()).toBe(200);
    expect(agent.state).toBe('idle');
    expect(book.journal.read()).toMatchObject([
      { request: 'PUT /uapi/agents', deed: 'login', agentId: '101', outcome: 'done', answered: 200 },
    ]);
  });

  it('tells a refusal for a face that does not', async () => {
    const { book, ask, agent } = await serve((centre) => centre.login('101'));
    book.add({ source: 'x', fault: 'refuse-commands' });
    expect([await ask(), agent.state]).toEqual([403, 'logged-out']);
  });

  it('lets a fault meet a request once, however many commands it comes to', async () => {
    const { book, ask, agent } = await serve((centre) => centre.login('101') && centre.pause('101', '10'));
    book.add({ source: 'x', fault: 'lying-ok', times: 1 });
    expect([await ask(), agent.state]).toEqual([200, 'logged-out']);
    expect([await ask(), agent.state]).toEqual([200, 'paused']);
    expect(book.journal.read().map(({ deed, outcome }) => [deed, outcome])).toEqual([
      ['login', 'ignored'],
      ['pause', 'ignored'],
      ['login', 'done'],
      ['pause', 'done'],
    ]);
  });

  it('is passed once by a command that does several things', async () => {
    const { book, clock, ask, agent } = await serve((centre) =>
      centre.command({ deed: 'both', agentId: '101' }, () => centre.login('101') && centre.pause('101', '10')),
    );
    book.add({ source: 'x', fault: 'late-deed', ms: 5_000 });
    expect([await ask(), agent.state]).toEqual([200, 'logged-out']);
    await clock.advance(5_000);
    expect(agent.state).toBe('paused');
    expect(book.journal.read()).toMatchObject([{ deed: 'both', outcome: 'done', doneAt: clock.now() }]);
  });

  it('stores otherwise than asked: names cut by characters, values put in place of others, the rest as it was', async () => {
    const stored: unknown[] = [];
    const asked = { nome_coda: 'Sales 🎧🎧🎧', q_direction: 'inbound', rsa_sla: '20' };
    const { book, ask } = await serve((centre) =>
      centre.command({ deed: 'save', agentId: null }, (as) => stored.push(as(asked)) > 0),
    );
    book.add({
      ...{ source: 'x', fault: 'stores-otherwise', times: 1 },
      ...{ field: 'name|nome', maxLength: 8, values: { rsa_sla: '30', other: 'x' } },
    });
    expect([await ask(), await ask()]).toEqual([200, 200]);
    expect(stored).toEqual([{ nome_coda: 'Sales 🎧🎧', q_direction: 'inbound', rsa_sla: '30' }, asked]);
    expect(book.journal.read().map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });

  it('notes what could not be done', async () => {
    const { book, ask } = await serve((centre) => centre.pause('nobody', null));
    await ask();
    expect(book.journal.read()).toMatchObject([
      { deed: 'pause', agentId: 'nobody', outcome: 'impossible', doneAt: null },
    ]);
  });

  it('keeps the last thousand', () => {
    const { journal } = createFaultBook(createFakeClock());
    for (let count = 0; count < 1_005; count += 1) journal.note('PUT /', { deed: `deed ${count}`, agentId: null });
    expect([journal.read().length, journal.read()[0]?.deed]).toEqual([1_000, 'deed 5']);
  });
});
