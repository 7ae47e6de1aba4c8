// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord, IntentRecord } from '@/lib/floor/records';
import type { OwnDay } from '@/lib/queries/own-day';
import { DeskPage } from './desk-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

const atMilan = makeRecord('agents', {
  ...{ id: 'milan/101', name: 'Anna Rossi', readiness: 'ready', state: 'ready' },
  ...{ stateSince: stillNow - 65_000, handledToday: 12 },
});
const atHelsinki = makeRecord('agents', {
  ...{ id: 'helsinki/2001', sourceId: 'helsinki', name: 'Anna Rossi', readiness: 'ready', state: 'busy' },
  handledToday: null,
});
const records = {
  agents: [atMilan, atHelsinki],
  queues: [
    makeRecord('queues', { id: 'milan/300', name: 'Vendite', waiting: 4, oldestWaitSince: stillNow - 30_000 }),
    makeRecord('queues', { id: 'milan/301', name: 'Rinnovi', waiting: null }),
  ],
  memberships: [
    makeRecord('memberships', { id: 'milan/101~300', agentId: 'milan/101', queueId: 'milan/300', serving: true }),
    makeRecord('memberships', { id: 'milan/101~301', agentId: 'milan/101', queueId: 'milan/301', serving: false }),
  ],
};

const choices: Record<string, object> = {
  'milan/101': {
    pauseReasons: [
      { code: '10', label: 'LUNCH' },
      { code: '20', label: 'Coffee' },
    ],
    queues: null,
    breakLeftMs: null,
  },
  'helsinki/2001': { pauseReasons: [{ code: 'AB', label: 'Lunch' }], queues: null, breakLeftMs: 900_000 },
};

const server = {
  sent: [] as { method: string; body: Sent }[],
  answer: (): Response | Promise<Response> => told([]),
  day: [] as OwnDay[],
};
interface Sent {
  readonly requestId: string;
  readonly orders: readonly { action: string; targetId: string; fields: object; when: string }[];
}
const told = (orders: readonly object[]) => Response.json({ orders });

beforeEach(() => {
  Object.assign(server, { sent: [], answer: () => told([]), day: [] });
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (path.endsWith('/api/me/day')) return Response.json({ at: stillNow, agents: server.day });
    const agent = /agents\/(.+)\/choices/.exec(path)?.[1];
    if (agent) return Response.json(choices[decodeURIComponent(agent)]);
    server.sent.push({ method, body: JSON.parse(String(body)) });
    return server.answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (opening: Opening = {}) => openConsole(<DeskPage />, { role: 'agent', url: '/me', records, ...opening });
const press = (key: string, on: Element | Window = window) => fireEvent.keyDown(on, { key });
const orders = () =>
  server.sent.map(({ body }) => body.orders.map(({ action, targetId, fields }) => [action, targetId, fields]));
const systems = () => within(screen.getByRole('region', { name: 'Systems' }));
const patch = (fields: Partial<AgentRecord>) => ({ patch: { agents: { 'milan/101': fields } } });
const intent = (fields: Partial<IntentRecord>) =>
  makeRecord('intents', {
    ...{ id: 'callboard/i1', targetId: 'milan/101', action: 'pause', wanted: 'Lunch', by: 'Ada' },
    requestedAt: stillNow,
    ...fields,
  });

describe('the switch', () => {
  test('stands where the floor says and moves every system at once, by key, each with its own code', async () => {
    show();
    expect(screen.getByRole('button', { name: /^Ready/ }).getAttribute('aria-pressed')).toBe('true');
    await screen.findByRole('button', { name: /1\s*Lunch/ });
    press('1');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(orders()).toEqual([
      [
        ['pause', 'helsinki/2001', { reason: 'AB' }],
        ['pause', 'milan/101', { reason: '10' }],
      ],
    ]);
    expect(screen.getByRole('button', { name: /^Ready/ }).getAttribute('aria-pressed')).toBe('true');
  });

  test('a reason that only one system has pauses the other without one', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: /Coffee.*1 of 2 systems/ }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(orders()[0]).toEqual([
      ['pause', 'helsinki/2001', {}],
      ['pause', 'milan/101', { reason: '20' }],
    ]);
  });

  test('R and P work anywhere but where somebody types or holds a key down', async () => {
    const page = show();
    page.change(patch({ readiness: 'paused', state: 'paused' }));
    press('r');
    await waitFor(() => expect(orders()[0]).toEqual([['ready', 'milan/101', {}]]));
    fireEvent.keyDown(window, { key: 'r', repeat: true });
    fireEvent.keyDown(window, { key: 'r', ctrlKey: true });
    const field = document.body.appendChild(document.createElement('input'));
    press('p', field);
    field.remove();
    expect(server.sent).toHaveLength(1);
  });

  describe('a system that refuses to pause without a reason', () => {
    const usual = { ...choices };
    beforeEach(() => {
      choices['milan/101'] = { ...choices['milan/101'], needsReason: true };
    });
    afterEach(() => {
      Object.assign(choices, usual);
    });
    const why = () => screen.queryByText(/at Milan a pause needs a reason/);
    const lunch = () => screen.findByRole('button', { name: /1\s*Lunch/ });

    test('is asked nothing until one is chosen, and neither are the others', async () => {
      show();
      const first = await lunch();
      press('p');
      expect(why()).toBeTruthy();
      expect(document.activeElement).toBe(first);
      expect(server.sent).toEqual([]);
      fireEvent.click(first);
      await waitFor(() => expect(server.sent).toHaveLength(1));
      expect(orders()[0]).toContainEqual(['pause', 'milan/101', { reason: '10' }]);
      expect(why()).toBeNull();
    });

    test('is left in peace by Escape, and by another wish', async () => {
      const page = show();
      await lunch();
      page.change(patch({ readiness: 'not-ready', state: 'not-ready' }));
      fireEvent.click(screen.getByRole('button', { name: /^Pause/ }));
      press('Escape');
      expect(why()).toBeNull();
      press('p');
      fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
      expect(why()).toBeNull();
      press('p');
      press('r');
      expect(why()).toBeNull();
      await waitFor(() => expect(orders()).toEqual([[['ready', 'milan/101', {}]]]));
    });

    test('is not sent a reason of others, which is said beside it until something else is asked', async () => {
      choices['helsinki/2001'] = { ...choices['helsinki/2001'], pauseReasons: [{ code: 'CD', label: 'Meeting' }] };
      show();
      fireEvent.click(await screen.findByRole('button', { name: /Meeting/ }));
      await waitFor(() => expect(orders()[0]).toEqual([['pause', 'helsinki/2001', { reason: 'CD' }]]));
      const told = 'not asked: Milan pauses with a reason only, and it has no “Meeting”.';
      expect(systems().getByText(told)).toBeTruthy();
      expect(systems().getByRole('img', { name: 'refused' })).toBeTruthy();
      press('2');
      await waitFor(() => expect(orders()[1]).toContainEqual(['pause', 'milan/101', { reason: '10' }]));
      expect(systems().queryByText(told)).toBeNull();
    });
  });

  test('after this contact is asked for with the order', async () => {
    show();
    fireEvent.click(await screen.findByRole('checkbox', { name: 'after this contact' }));
    press('p');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]!.body.orders.map(({ when }) => when)).toEqual(['after-contact', 'after-contact']);
  });

  test('says when systems differ, and does not offer what nobody can do', () => {
    const page = show();
    page.change(patch({ readiness: 'logged-out', state: 'logged-out' }));
    expect(screen.getByText('Your systems differ: see each below')).toBeTruthy();
    page.change({ drop: { agents: ['milan/101'] } });
    expect(screen.getByRole('button', { name: /^Log out/ }).getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: /^Log out/ }));
    expect(server.sent).toEqual([]);
  });
});

describe('what really happened', () => {
  test('each system tells how the newest thing asked stands, with the time left', () => {
    const page = show();
    page.change({ put: { intents: [intent({ status: 'accepted', timesOutAt: stillNow + 12_000 })] } });
    expect(systems().getByText('Pause (Lunch): accepted, waiting to see it, 12 s')).toBeTruthy();
    page.pass(2000);
    expect(systems().getByText('Pause (Lunch): accepted, waiting to see it, 10 s')).toBeTruthy();
    page.change({ patch: { intents: { 'callboard/i1': { status: 'confirmed', endedAt: stillNow + 3000 } } } });
    expect(systems().getByRole('img', { name: 'done' })).toBeTruthy();
  });

  test('what waits for the end of a contact says so, and what was taken back raises no alarm', () => {
    const page = show();
    page.change({ put: { intents: [intent({ waitsForContact: true })] } });
    expect(systems().getByText('Pause (Lunch): waits for the end of the contact')).toBeTruthy();
    const takenBack = { status: 'withdrawn', waitsForContact: false, reason: 'Taken back by Bea' } as const;
    page.change({ patch: { intents: { 'callboard/i1': { ...takenBack, endedAt: stillNow } } } });
    for (const line of systems().getAllByText('Pause (Lunch): not sent: Taken back by Bea'))
      expect(line.className).not.toContain('alarm');
    expect(systems().queryByRole('img', { name: 'refused' })).toBeNull();
  });

  test('who did it is told with their note', () => {
    const page = show();
    page.change({
      put: { intents: [intent({ status: 'confirmed', by: 'Bea', note: 'Fire drill', endedAt: stillNow })] },
    });
    expect(systems().getAllByText(/Bea: Fire drill/)).toHaveLength(2);
    expect(systems().getByRole('status').textContent).toBe('Pause (Lunch): done — Bea: Fire drill');
  });

  test('what one asked oneself is nobody else’s doing, and the seconds are not spoken', () => {
    const page = show();
    page.change({ put: { intents: [intent({ status: 'accepted', by: 'Ada', timesOutAt: stillNow + 12_000 })] } });
    expect(systems().getByText('Pause (Lunch): accepted, waiting to see it, 12 s')).toBeTruthy();
    expect(systems().getByRole('status').textContent).toBe('');
  });

  test('while a contact is in hand each system tells what one has declared for after it', () => {
    const page = show();
    expect(systems().getByText(/then ready · handled today —/)).toBeTruthy();
    page.change(patch({ readiness: 'paused', state: 'busy', pauseReason: 'Lunch' }));
    expect(systems().getByText(/then paused \(Lunch\) · handled today 12/)).toBeTruthy();
    page.change(patch({ state: 'paused' }));
    expect(systems().queryByText(/then paused/)).toBeNull();
    expect(systems().getByText(/Lunch · handled today 12/)).toBeTruthy();
  });

  test('a refusal stands beside the system that refused', async () => {
    const refusal = { code: 'conflict', message: 'Milan does not answer: nothing was sent.', field: null };
    server.answer = () => told([{ targetId: 'milan/101', intent: null, refusal }]);
    show();
    await screen.findByRole('button', { name: /Lunch/ });
    press('p');
    expect(await systems().findByText('Milan does not answer: nothing was sent.')).toBeTruthy();
    expect(systems().getByRole('img', { name: 'refused' })).toBeTruthy();
  });

  test('what is on its way is not sent twice; a wish that is another one is', async () => {
    let answer: (told: Response) => void = () => {};
    server.answer = () => new Promise((resolve) => (answer = resolve));
    const page = show();
    page.change(patch({ readiness: 'not-ready', state: 'not-ready' }));
    press('r');
    press('r');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    press('p');
    await waitFor(() => expect(server.sent).toHaveLength(2));
    answer(told([]));
  });

  test('a refusal to join a queue stands at the queues, and goes when something else is asked', async () => {
    const refusal = { code: 'conflict', message: 'Milan lets nobody in.', field: null };
    server.answer = () => told([{ targetId: 'milan/101', intent: null, refusal }]);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Join Rinnovi' }));
    const queues = within(screen.getByRole('region', { name: 'Queues' }));
    expect(await queues.findByText('Milan lets nobody in.')).toBeTruthy();
    expect(systems().queryByText('Milan lets nobody in.')).toBeNull();
    server.answer = () => told([]);
    press('p');
    await waitFor(() => expect(queues.queryByText('Milan lets nobody in.')).toBeNull());
  });

  test('what may not have arrived can be sent again, and acts once', async () => {
    server.answer = () => Promise.reject(new TypeError('offline'));
    show();
    press('p');
    const again = await screen.findByRole('button', { name: 'Try again' });
    server.answer = () => told([]);
    fireEvent.click(again);
    await waitFor(() => expect(server.sent).toHaveLength(2));
    const [first, second] = server.sent.map(({ body }) => body.requestId);
    expect(first).toBe(second);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull());
  });

  test('[I2] what changed at the phone is told until it is seen', () => {
    const page = show();
    page.change(patch({ readiness: 'paused', state: 'paused', pauseReason: 'Lunch', stateSince: stillNow - 120_000 }));
    const notice = () => screen.queryByText(/Milan: paused \(Lunch\) at the phone/);
    expect(notice()?.textContent).toContain('2\u00a0min ago');
    fireEvent.click(screen.getByRole('button', { name: 'Seen: Milan' }));
    expect(notice()).toBeNull();
  });

  test('[I2] what shows after it was given up is told, as one or the other', () => {
    const page = show();
    const over = { status: 'unconfirmed', timesOutAt: stillNow, endedAt: stillNow } as const;
    page.change({ put: { intents: [intent(over)] } });
    page.change(patch({ readiness: 'paused', state: 'paused', pauseReason: 'Lunch' }));
    expect(screen.getByText(/Milan: paused \(Lunch\) late after it was asked for here, or at the phone/)).toBeTruthy();
  });

  test('[I2] what was asked for here is no news', () => {
    const page = show();
    page.change({ put: { intents: [intent({ status: 'accepted' })] } });
    page.change(patch({ readiness: 'paused', state: 'paused', pauseReason: 'Lunch' }));
    expect(screen.queryByText(/at the phone/)).toBeNull();
  });
});

describe('queues', () => {
  const queue = (name: string) => within(screen.getByText(name).closest('li')!);

  test('tell what waits now, and what is not known', () => {
    show();
    expect(queue('Vendite').getByText(/4 waiting, longest/)).toBeTruthy();
    expect(queue('Rinnovi').getByText(/waiting —/)).toBeTruthy();
  });

  test('are joined and left, and say so while it is asked', async () => {
    const page = show();
    fireEvent.click(screen.getByRole('button', { name: 'Join Rinnovi' }));
    await waitFor(() => expect(orders()[0]).toEqual([['join', 'milan/101', { queue: 'milan/301' }]]));
    page.change({ put: { intents: [intent({ action: 'join', wanted: 'milan/301', status: 'requested' })] } });
    expect(queue('Rinnovi').getByRole('button').textContent).toBe('Asked');
    expect(queue('Vendite').getByRole('button').textContent).toBe('Leave');
  });

  test('show what to dial where the vendor has a code', () => {
    const page = show();
    page.change({ patch: { queues: { 'milan/300': { loginDialCode: '415781', logoutDialCode: '415780' } } } });
    const [login, logout] = queue('Vendite').getAllByRole<HTMLAnchorElement>('link');
    expect([login?.getAttribute('href'), logout?.getAttribute('href')]).toEqual(['tel:415781', 'tel:415780']);
  });

  test('of a vendor where it changes the configuration ask first', async () => {
    const agent = { ...atMilan, id: 'lucca/a', sourceId: 'lucca' };
    show({
      sites: [{ id: 'lucca', name: 'Lucca', vendor: 'imagicle' }],
      records: {
        agents: [agent],
        queues: [makeRecord('queues', { id: 'lucca/1', name: 'Disdette' })],
        memberships: [
          makeRecord('memberships', { id: 'lucca/m', agentId: 'lucca/a', queueId: 'lucca/1', serving: true }),
        ],
      },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Leave Disdette' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Leave Disdette?' });
    expect(dialog.textContent).toContain('changes the configuration of Lucca');
    expect(server.sent).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Leave the queue' }));
    await waitFor(() => expect(orders()[0]).toEqual([['leave', 'lucca/a', { queue: 'lucca/1' }]]));
  });
});

test('own figures: unknown is no zero, and a break allowance shows where there is one', async () => {
  show();
  expect(await systems().findByText(/break left 15:00/)).toBeTruthy();
  expect(systems().getByText(/handled today 12/)).toBeTruthy();
  expect(systems().getByText(/handled today —/)).toBeTruthy();
});

describe('one’s own day', () => {
  const eight = stillNow - 3 * 3_600_000;
  const day = (agentId: string, fields: Partial<OwnDay> = {}): OwnDay => ({
    ...{ agentId, dayFrom: eight, since: eight, knownMs: 3 * 3_600_000 },
    states: {
      ready: 5_400_000,
      ringing: 20_000,
      busy: 3_600_000,
      'wrap-up': 580_000,
      paused: 600_000,
      'not-ready': 300_000,
    },
    ...fields,
  });
  const own = () => within(screen.getByRole('region', { name: 'My day' }));
  const cells = async (name: string) =>
    within((await own().findByRole('rowheader', { name })).closest('tr')!)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);

  test('is told by system: ready, on contacts, and paused with not ready', async () => {
    server.day = [day('milan/101'), day('helsinki/2001', { states: { ready: 30_000 } })];
    show();
    await own().findByText(/^Since /);
    expect(await cells('Milan')).toEqual(['1:30\u202fh', '1:10\u202fh', '15\u00a0min']);
    expect(await cells('Helsinki')).toEqual(['<\u00a01\u00a0min', '0\u00a0min', '0\u00a0min']);
    expect(own().queryByText(/began to watch|not known/)).toBeNull();
  });

  test('says from when on it was watched, and how much of it nobody knows', async () => {
    server.day = [
      day('milan/101', { since: eight + 720_000, knownMs: 7_200_000, states: { ready: 60_000, unknown: 60_000 } }),
    ];
    show();
    const milan = await own().findByText(/^Milan: since .*, when Callboard began to watch; 49 min of it not known$/);
    expect(milan).toBeTruthy();
    expect(own().getByText('Helsinki: nothing was seen of you today')).toBeTruthy();
    expect(await cells('Helsinki')).toEqual(['—not known', '—not known', '—not known']);
  });

  test('what a vendor cannot tell is no zero', async () => {
    const agent = { ...atMilan, id: 'novosibirsk/a', sourceId: 'novosibirsk' };
    server.day = [day('novosibirsk/a')];
    show({ sites: [{ id: 'novosibirsk', name: 'Novosibirsk', vendor: 'ringme' }], records: { agents: [agent] } });
    await own().findByText(/^Since /);
    expect((await cells('Novosibirsk'))[2]).toContain('Not available from RingMe');
  });
});

test('without an agent it says who can help', () => {
  show({ records: {} });
  expect(screen.getByRole('heading', { name: 'No desk yet' })).toBeTruthy();
});
