// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AgentsPage } from '@/components/agents/agents-page';
import { goTo, usePathname } from '@/components/shell/fixtures/navigation';
import { giveRoom, type Opening, openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { ShellFrame } from '@/components/shell/shell-frame';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { Role } from '@/lib/principal';
import { type CommandServer, serveCommands } from './fixtures/command-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));
vi.mock('@/lib/vendors/vendor-label', () => import('./fixtures/vendors'));

let server: CommandServer;
beforeEach(() => {
  giveRoom();
  server = serveCommands();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const agent = (id: string, name: string, fields = {}) =>
  makeRecord('agents', { id, sourceId: id.split('/')[0]!, name, readiness: 'ready', state: 'ready', ...fields });
const anna = agent('milan/1', 'Anna Rossi');
const bea = agent('milan/2', 'Bea Conti', { readiness: 'paused', state: 'paused' });
const carla = agent('milan/3', 'Carla Verdi', { readiness: 'logged-out', state: 'logged-out' });
const aino = agent('helsinki/1', 'Aino Laine', { state: 'busy' });
const boris = agent('novosibirsk/1', 'Boris Orlov', { state: 'unknown' });

const sites = [
  { id: 'milan', name: 'Milan', vendor: 'queuemetrics' },
  { id: 'helsinki', name: 'Helsinki', vendor: 'sinch' },
  { id: 'novosibirsk', name: 'Novosibirsk', vendor: 'ringme' },
];
const records = {
  agents: [anna, bea, carla, aino, boris],
  queues: [
    makeRecord('queues', { id: 'milan/q1', name: 'Billing' }),
    makeRecord('queues', { id: 'milan/q2', name: 'Sales' }),
  ],
  memberships: [makeRecord('memberships', { id: 'm1', agentId: anna.id, queueId: 'milan/q1', serving: true })],
};

/** The page of agents, and another one that takes its place. */
function Pages() {
  return usePathname() === '/agents' ? <AgentsPage /> : <p>Another page</p>;
}

function show({ role = 'lead' as Role, ...opening }: Opening = {}) {
  return openConsole(
    <ShellFrame viewer={{ name: 'Ada', role }}>
      <Pages />
    </ShellFrame>,
    { sites, records, role, url: '/agents?sort=name', ...opening },
  );
}

const grid = () => screen.getByRole('grid', { name: 'Agents' });
const key = (name: string, more = {}) => fireEvent.keyDown(grid(), { key: name, ...more });
const focusGrid = () => act(() => grid().focus());
const chosen = () =>
  screen.getAllByRole('row', { selected: true }).map((row) => row.textContent?.match(/Anna|Bea|Carla|Aino|Boris/)?.[0]);
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` });
const bar = () => screen.queryByRole('region', { name: 'Chosen agents' });
const ask = (name: RegExp) => fireEvent.click(within(bar()!).getByRole('button', { name }));
const dialog = () => screen.getByRole('dialog');
const preview = () => within(dialog()).getByRole('region', { name: 'Preview' }).textContent;
const notices = () => screen.getByRole('region', { name: 'Asked for' });
const press = (name: RegExp | string, within_: HTMLElement = dialog()) =>
  fireEvent.click(within(within_).getByRole('button', { name }));
const settle = () => act(async () => {});

describe('choosing', () => {
  test('space chooses the active row, Shift and arrows more, back again fewer, Escape none', () => {
    show();
    focusGrid();
    key(' ');
    expect(chosen()).toEqual(['Aino']);
    key('ArrowDown', { shiftKey: true });
    key('ArrowDown', { shiftKey: true });
    expect(chosen()).toEqual(['Aino', 'Anna', 'Bea']);
    key('ArrowUp', { shiftKey: true });
    expect(chosen()).toEqual(['Aino', 'Anna']);
    expect(bar()?.textContent).toContain('2 chosen');
    key('Escape');
    expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
    expect(bar()).toBeNull();
    expect(searchOf()).toEqual({ sort: 'name' });
  });

  test('a box chooses without opening the row, Shift and a press choose up to there', () => {
    show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Carla Verdi'), { shiftKey: true });
    expect(chosen()).toEqual(['Anna', 'Bea', 'Boris', 'Carla']);
    expect(searchOf()).toEqual({ sort: 'name' });
    fireEvent.click(screen.getByText('Boris Orlov'), { ctrlKey: true });
    expect(chosen()).toEqual(['Anna', 'Bea', 'Carla']);
    fireEvent.click(screen.getByText('Boris Orlov'));
    expect(searchOf()).toEqual({ sort: 'name', open: boris.id });
  });

  test('all that are shown at once, and those whom a filter hides stay chosen and are said', () => {
    show();
    focusGrid();
    key('a', { ctrlKey: true });
    expect(chosen()).toHaveLength(5);
    fireEvent.click(screen.getByRole('button', { name: /^Busy 1/ }));
    expect(bar()?.textContent).toContain('5 chosen, 4 not shown');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    expect(bar()?.textContent).toContain('4 chosen, 4 not shown');
  });

  test('who leaves the floor is no longer chosen', () => {
    const page = show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    page.change({ drop: { agents: [bea.id] } });
    expect(bar()?.textContent).toContain('1 chosen');
  });

  test.each(['viewer', 'agent', 'screen'] as const)('nothing of it is offered to a %s', (role) => {
    show({ role });
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
    expect(grid().getAttribute('aria-multiselectable')).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Asked' })).toBeNull();
    focusGrid();
    expect(screen.queryByRole('button', { name: /Pause:/ })).toBeNull();
    key(' ');
    expect(bar()).toBeNull();
    expect(searchOf()).toMatchObject({ open: aino.id });
  });
});

describe('asking a group', () => {
  function chooseAll() {
    focusGrid();
    key('a', { ctrlKey: true });
  }

  test('the bar says how many of them each command reaches', () => {
    show();
    chooseAll();
    expect(within(bar()!).getByRole('button', { name: 'Pause… 3 of 5' })).toBeTruthy();
    expect(within(bar()!).getByRole('button', { name: 'Ready… 1 of 5' })).toBeTruthy();
    expect(within(bar()!).queryByRole('button', { name: /Hang up/ })).toBeNull();
  });

  test('pausing: reasons of all systems as one list, who can and who cannot and why, then ten seconds', async () => {
    show();
    chooseAll();
    ask(/^Pause/);
    const reason = within(dialog()).getByRole('combobox', { name: 'Reason of a pause' });
    await waitFor(() =>
      expect(
        within(reason)
          .getAllByRole('option')
          .map((one) => one.textContent),
      ).toHaveLength(4),
    );
    fireEvent.change(reason, { target: { value: 'Lunch' } });
    fireEvent.change(within(dialog()).getByRole('textbox', { name: 'Note to them' }), {
      target: { value: 'Until one' },
    });
    expect(within(dialog()).getByRole('heading').textContent).toBe('Pause (Lunch) for 3 of 5 agents');
    expect(preview()).toContain('3 will be asked: Anna Rossi, Bea Conti, Aino Laine');
    expect(preview()).toContain('Boris Orlov – NoVendor has no “Pause”');
    expect(preview()).toContain('Carla Verdi – is logged out');
    press('Pause: 3');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent).toHaveLength(1);
    expect(server.sent[0]?.holdMs).toBe(10_000);
    expect(server.sent[0]?.orders).toEqual([
      ...[anna, bea].map(({ id }) => ({
        ...{ action: 'pause', targetId: id, fields: { reason: 'milan-Lunch' } },
        ...{ note: 'Until one', when: 'now' },
      })),
      {
        ...{ action: 'pause', targetId: aino.id, fields: { reason: 'helsinki-LUNCH' } },
        ...{ note: 'Until one', when: 'now' },
      },
    ]);
  });

  test('who has other reasons than colleagues at the same system is told apart', async () => {
    server.reasons.set(bea.id, ['Training']);
    show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    ask(/^Pause/);
    const reason = within(dialog()).getByRole('combobox', { name: 'Reason of a pause' });
    await waitFor(() => expect(within(reason).getAllByRole('option')).toHaveLength(3));
    fireEvent.change(reason, { target: { value: 'Lunch' } });
    await waitFor(() => expect(preview()).toContain('1 without the reason'));
    expect(preview()).toContain('does not have for them: Bea Conti');
    press('Pause: 2');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders.map(({ fields }) => fields)).toEqual([{ reason: 'milan-Lunch' }, {}]);
  });

  test('of a large group some are asked for, and of each system one', async () => {
    const many = Array.from({ length: 40 }, (_, index) => agent(`milan/m${index}`, `Agent ${100 + index}`));
    show({ records: { ...records, agents: [...many, aino] } });
    chooseAll();
    ask(/^Pause/);
    const reason = within(dialog()).getByRole('combobox', { name: 'Reason of a pause' });
    await waitFor(() => expect(within(reason).getAllByRole('option')).toHaveLength(4));
    const told = server.asked.filter((call) => call.endsWith('/choices'));
    expect([told.length, told.some((call) => call.includes(aino.id))]).toEqual([31, true]);
    fireEvent.change(reason, { target: { value: 'Lunch' } });
    press('Pause: 41');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    const reasons = new Set(server.sent[0]?.orders.map(({ fields }) => JSON.stringify(fields)));
    expect([...reasons].sort()).toEqual(['{"reason":"helsinki-LUNCH"}', '{"reason":"milan-Lunch"}']);
  });

  test('who vanishes between preview and send is not asked, and named', async () => {
    const page = show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    ask(/^Log out/);
    expect(preview()).toContain('2 will be asked');
    page.change({ drop: { agents: [bea.id] } });
    expect(preview()).toContain('Bea Conti – is not on the floor any more');
    press('Log out: 1');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent[0]?.orders.map(({ targetId }) => targetId)).toEqual([anna.id]);
  });

  test('joining asks for the queue first, and knows who serves it', async () => {
    show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    ask(/^Join/);
    press(/^Join queue: 2/);
    expect(server.sent).toEqual([]);
    fireEvent.change(within(dialog()).getByRole('combobox', { name: 'Queue' }), { target: { value: 'milan/q1' } });
    expect(preview()).toContain('Anna Rossi – serves it already');
    press('Join queue: 1');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toMatchObject([{ targetId: bea.id, fields: { queue: 'milan/q1' } }]);
  });

  test('what did not arrive is tried again as the same request', async () => {
    show();
    fireEvent.click(box('Anna Rossi'));
    ask(/^Log out/);
    server.isCut = true;
    press(/^Log out/);
    await waitFor(() => expect(within(dialog()).getByRole('alert').textContent).toContain('could not be reached'));
    server.isCut = false;
    press(/^Log out/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent).toHaveLength(1);
  });

  test('what is refused at once is said in words, by name and in the row', async () => {
    show();
    server.refuse.set(bea.id, 'Milan is closed.');
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    ask(/^Log out/);
    press('Log out: 2');
    await waitFor(() => expect(notices().textContent).toContain('Bea Conti: Milan is closed.'));
    expect(within(grid()).getByText('Log out: refused: Milan is closed.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Asked for of late: 1 failed' }));
    press('Seen: Bea Conti: Log out', screen.getByRole('dialog', { name: 'Asked for of late' }));
    expect(within(grid()).queryByText('Log out: refused', { exact: false })).toBeNull();
  });
});

describe('taking back', () => {
  async function logOutTwo() {
    const page = show();
    fireEvent.click(box('Anna Rossi'));
    fireEvent.click(box('Bea Conti'));
    ask(/^Log out/);
    press('Log out: 2');
    await waitFor(() => expect(notices().textContent).toContain('is sent in 10 s'));
    return page;
  }

  test('the seconds run, Undo takes all of it back, and says that nothing was sent', async () => {
    const page = await logOutTwo();
    page.pass(3000);
    expect(notices().textContent).toContain('Log out for 2 agents is sent in 7 s');
    press('Undo', notices());
    await waitFor(() => expect(notices().textContent).toContain('was taken back: nothing was sent'));
    expect(server.takenBack).toEqual(['callboard/i1', 'callboard/i2']);
    const ended = { status: 'withdrawn', heldUntil: stillNow + 10_000, endedAt: stillNow + 3000 } as const;
    page.change({ put: { intents: [makeRecord('intents', { id: 'callboard/i1', targetId: anna.id, ...ended })] } });
    expect(screen.getByRole('button', { name: 'Asked for of late: 1 taken back' }).textContent).toContain(
      '1taken back',
    );
  });

  test('it outlives the page it was asked from', async () => {
    await logOutTwo();
    act(() => goTo('/queues'));
    expect(screen.queryByRole('grid')).toBeNull();
    press('Undo', notices());
    await waitFor(() => expect(server.takenBack).toHaveLength(2));
  });

  test('what was sent meanwhile cannot be taken back, and that is said', async () => {
    await logOutTwo();
    server.isSent = true;
    press('Undo', notices());
    await waitFor(() => expect(notices().textContent).toContain('Not all of it could be taken back'));
  });

  test('by keyboard too, but not while something is typed', async () => {
    await logOutTwo();
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'z', ctrlKey: true });
    await settle();
    expect(server.takenBack).toEqual([]);
    fireEvent.keyDown(grid(), { key: 'z', ctrlKey: true });
    await waitFor(() => expect(server.takenBack).toHaveLength(2));
  });

  test('after ten seconds there is nothing to take back any more', async () => {
    const page = await logOutTwo();
    page.pass(10_000);
    expect(within(notices()).queryByRole('button', { name: 'Undo' })).toBeNull();
    fireEvent.keyDown(grid(), { key: 'z', ctrlKey: true });
    await settle();
    expect(server.takenBack).toEqual([]);
    page.pass(5000);
    expect(notices().textContent).toBe('');
  });

  test('the seconds are not spoken one by one', async () => {
    const page = await logOutTwo();
    const spoken = () => within(notices()).getByRole('status').textContent;
    const first = spoken();
    page.pass(1000);
    expect(spoken()).toBe(first);
  });
});

describe('a row', () => {
  test('its actions show on the active row; the right arrow goes to them and Escape back', async () => {
    show();
    focusGrid();
    key('ArrowDown');
    key('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pause: Anna Rossi');
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Message: Anna Rossi');
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    expect(document.activeElement).toBe(grid());
    expect(searchOf()).toEqual({ sort: 'name' });
  });

  test('and under the pointer; what needs nothing more is asked at once and can be taken back', async () => {
    show();
    fireEvent.pointerEnter(screen.getByText('Bea Conti').closest('[role=row]')!);
    fireEvent.click(screen.getByRole('button', { name: 'Ready: Bea Conti' }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]).toMatchObject({ holdMs: 10_000, orders: [{ action: 'ready', targetId: bea.id }] });
    expect(searchOf()).toEqual({ sort: 'name' });
  });

  test('tells what was asked and what came of it, with the seconds left', () => {
    const intent = makeRecord('intents', {
      ...{ id: 'callboard/i1', targetId: anna.id, action: 'pause', wanted: 'Lunch', status: 'accepted', by: 'Bert' },
      timesOutAt: stillNow + 20_000,
    });
    const page = show({ records: { ...records, intents: [intent] } });
    expect(grid().textContent).toContain('Pause (Lunch): accepted, waiting to see it, 20 s');
    page.pass(5000);
    expect(grid().textContent).toContain('waiting to see it, 15 s');
    page.change({
      patch: {
        intents: { [intent.id]: { status: 'unconfirmed', endedAt: stillNow + 20_000, reason: 'Milan said OK' } },
      },
    });
    expect(grid().textContent).toContain('Pause (Lunch): not confirmed: Milan said OK');
    page.change({ drop: { intents: [intent.id] } });
    expect(grid().textContent).not.toContain('Lunch');
  });
});

test('three hundred agents: only those in view are drawn, all of them are asked', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    agent(`milan/${index}`, `Agent ${String(index).padStart(3, '0')}`),
  );
  show({ records: { agents: many } });
  focusGrid();
  key('Home');
  key(' ');
  key('End', { shiftKey: true });
  expect(bar()?.textContent).toContain('300 chosen');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  ask(/^Log out/);
  expect(preview()).toContain('300 will be asked: Agent 000');
  expect(preview()).toContain('and 292 more');
  press('Log out: 300');
  await waitFor(() => expect(server.sent).toHaveLength(2));
  expect(server.sent.flatMap(({ orders }) => orders)).toHaveLength(300);
});
