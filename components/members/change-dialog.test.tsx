// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom } from '@/components/shell/fixtures/open-console';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import {
  ana,
  askIn,
  bar,
  bo,
  borrow,
  button,
  cell,
  confirmed,
  failed,
  membership,
  move,
  offers,
  press,
  results,
  sales,
  showMembers as show,
  twoPeople,
} from './fixtures/show-members';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => giveRoom());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const withoutBo = { ...twoPeople, memberships: [membership.ana, membership.anaToo] };
const dialog = () => screen.getByRole('dialog');
const words = () => dialog().textContent ?? '';
const choose = (label: string, value: string) =>
  fireEvent.change(within(dialog()).getByLabelText(label), { target: { value } });

describe('who belongs to a queue', () => {
  test('whoever does not is added, whoever does and is not logged in joins or is removed', () => {
    show({}, { records: withoutBo });
    press(cell(bo.id, sales.id));
    expect(offers()).toEqual(['Choose none', 'Add to queue…']);
    cleanup();
    const { change } = show();
    press(cell(bo.id, sales.id));
    expect(offers()).toEqual(['Choose none', 'Join queue…', 'Remove from queue…']);
    change({ put: { memberships: [{ ...membership.bo, level: 0 }] } });
    expect(offers()).toEqual(['Choose none', 'Join queue…', 'Change level…', 'Remove from queue…']);
  });

  test('is changed by those who may edit queues, who serves it by those who may act on agents', () => {
    show({}, { role: 'viewer' });
    press(cell(bo.id, sales.id));
    expect(offers()).toEqual(['Choose none']);
    expect(bar().textContent).toContain('Nothing can be changed here.');
  });

  test('adding says what it changes and what not, takes a level, and leads to joining in the same dialog', async () => {
    const { orders, tell } = show({}, { records: withoutBo });
    await askIn(bo.id, 'Add to queue…');
    expect(words()).toContain('This changes the configuration of Milan');
    expect(words()).toContain('Adding logs nobody in');
    choose('Level', '1');
    fireEvent.click(button('Add to queue: 1'));
    await results();
    expect(orders().at(-1)).toEqual([{ action: 'assign', targetId: bo.id, fields: { queue: sales.id, level: '1' } }]);
    expect(screen.queryByRole('button', { name: /Join queue/ })).toBeNull();
    expect(screen.getByRole('link', { name: /Changes of the configuration of Milan/ }).getAttribute('href')).toBe(
      '/configuration/changes?source=milan',
    );
    tell(1, { action: 'assign', ...confirmed }, [{ ...membership.bo, level: 1 }]);
    expect(words()).toContain('1 can join now');
    fireEvent.click(button('Join queue: 1'));
    expect(within(dialog()).getByRole('heading').textContent).toBe('Join queue: 1 of 1');
    fireEvent.click(button('Join queue: 1'));
    await waitFor(() => expect(orders()).toHaveLength(2));
    expect(orders().at(-1)?.[0]).toMatchObject({ action: 'join', fields: { queue: sales.id } });
    expect(screen.queryByRole('link', { name: /Changes of the configuration/ })).toBeNull();
  });

  test('whoever is added for a while and then joins, leaves before that is over', async () => {
    const lent = { ...borrow, moves: [{ ...move, does: 'assign' as const, back: 'unassign' as const }] };
    const { change, server } = show(
      { 'GET /api/borrows': { body: { borrows: [lent] } }, 'POST /api/borrows': { body: { borrow: lent } } },
      { records: withoutBo },
    );
    await askIn(bo.id, 'Add to queue…');
    fireEvent.click(screen.getByLabelText('Borrow until'));
    choose('Time of day', '17:00');
    fireEvent.click(button('Add to queue: 1'));
    await results();
    change({ put: { memberships: [membership.bo] } });
    expect(screen.queryByRole('button', { name: /Put back as it was/ })).toBeNull();
    fireEvent.click(button('Join queue: 1'));
    expect(words()).toContain('puts it back by itself at 04:59 PM');
    fireEvent.click(button('Join queue: 1'));
    await waitFor(() => expect(server.last()?.body).toMatchObject({ minutes: 147, moves: [{ does: 'join' }] }));
  });

  test('several of one queue are one call, told once', async () => {
    const call = (targetId: string) => ({ targetId, calls: ['POST /queue  agents: 1|2'], refusal: null });
    show(
      { 'POST /api/commands/calls': { body: { orders: [call(ana.id), call(bo.id)] } } },
      { records: { ...twoPeople, memberships: [] } },
    );
    press(cell('p', sales.id));
    press(cell(bo.id, sales.id), { shiftKey: true });
    fireEvent.click(within(bar()).getByRole('button', { name: /Add to queue/ }));
    await screen.findByText('in the call for this queue above');
    expect(screen.getAllByText('POST /queue agents: 1|2')).toHaveLength(1);
  });

  test('another level is asked for in words of its own', async () => {
    const { orders } = show({}, { records: { ...twoPeople, memberships: [{ ...membership.bo, level: 0 }] } });
    await askInLevel();
    expect(button('Change level').getAttribute('aria-disabled')).toBe('true');
    choose('Level', '2');
    fireEvent.click(button('Change level: 1'));
    await results();
    expect(orders().at(-1)?.[0]).toMatchObject({ action: 'assign', fields: { level: '2' } });
  });

  async function askInLevel() {
    press(cell(bo.id, sales.id));
    fireEvent.click(within(bar()).getByRole('button', { name: 'Change level…' }));
    await screen.findByRole('dialog');
  }
});

describe('what was changed', () => {
  test('shows the calls first, then what became of each', async () => {
    const { orders, tell } = show();
    await askIn(bo.id, 'Join queue…');
    expect(orders()).toEqual([]);
    fireEvent.click(button('Join queue: 1'));
    const list = await results();
    expect(list.textContent).toContain('asked');
    expect(within(dialog()).getByRole('status').textContent).toBe('1 under way');
    tell(1, failed);
    expect(list.textContent).toContain('refused: No');
    expect(within(dialog()).getByRole('status').textContent).toBe('1 failed');
  });

  test('goes back as it was, with what it was, and not twice', async () => {
    const { orders, tell } = show();
    await askIn('p', 'Leave queue…');
    fireEvent.click(button('Leave queue: 1'));
    const list = await results();
    expect(screen.queryByRole('button', { name: /Put back/ })).toBeNull();
    tell(1, { targetId: ana.id, action: 'leave', ...confirmed }, [{ ...membership.ana, serving: false }]);
    fireEvent.click(button('Put back as it was: 1'));
    await waitFor(() => expect(orders()).toHaveLength(2));
    expect(orders().at(-1)).toEqual([{ action: 'join', targetId: ana.id, fields: { queue: sales.id, level: '1' } }]);
    tell(2, { targetId: ana.id, ...confirmed });
    expect(list.textContent).toContain('Join queue, to put it back: done');
    expect(screen.queryByRole('button', { name: /Put back/ })).toBeNull();
  });

  test('that somebody else has put back meanwhile is left alone', async () => {
    const { orders, tell } = show();
    await askIn('p', 'Leave queue…');
    fireEvent.click(button('Leave queue: 1'));
    const list = await results();
    tell(1, { targetId: ana.id, action: 'leave', ...confirmed });
    fireEvent.click(button('Put back as it was: 1'));
    await waitFor(() => expect(list.textContent).toContain('the floor shows it as it was already'));
    expect(orders()).toHaveLength(1);
  });

  test('that was added and has left the system since is told, not asked', async () => {
    const { orders, tell, change } = show({}, { records: withoutBo });
    await askIn(bo.id, 'Add to queue…');
    fireEvent.click(button('Add to queue: 1'));
    const list = await results();
    tell(1, { action: 'assign', ...confirmed }, [membership.bo]);
    change({ drop: { agents: [bo.id] } });
    fireEvent.click(button('Put back as it was: 1'));
    await waitFor(() => expect(list.textContent).toContain('is not on the floor any more'));
    expect(orders()).toHaveLength(1);
    expect(button('Try the failed again: 1')).toBeTruthy();
  });
});

describe('trying the failed again', () => {
  async function joinFails() {
    const shown = show();
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(button('Join queue: 1'));
    const list = await results();
    shown.tell(1, failed);
    return { ...shown, list, again: () => fireEvent.click(button('Try the failed again: 1')) };
  }

  test('asks for those once more', async () => {
    const { orders, again, list } = await joinFails();
    again();
    await waitFor(() => expect(orders()).toHaveLength(2));
    await waitFor(() => expect(list.textContent).not.toContain('refused'));
  });

  test('asks for nothing that the floor shows already', async () => {
    const { orders, again, list, change } = await joinFails();
    change({ put: { memberships: [{ ...membership.bo, serving: true }] } });
    again();
    await waitFor(() => expect(list.textContent).toContain('done, the floor shows it already'));
    expect(orders()).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /Try the failed/ })).toBeNull();
    expect(button('Put back as it was: 1')).toBeTruthy();
  });

  test('believes no floor of a system that does not answer', async () => {
    const { orders, again, change } = await joinFails();
    change({
      put: { memberships: [{ ...membership.bo, serving: true }] },
      patch: { sources: { milan: { link: 'retrying' } } },
    });
    again();
    await waitFor(() => expect(screen.getByText('serves it already')).toBeTruthy());
    expect(orders()).toHaveLength(1);
  });

  test('says what cannot be asked any more, and why', async () => {
    const { orders, again, list, change } = await joinFails();
    change({ drop: { memberships: [membership.bo.id] } });
    again();
    await waitFor(() => expect(list.textContent).toContain('does not belong to it: add them to it first'));
    expect(orders()).toHaveLength(1);
  });

  test('when nobody knows whether it arrived, is the same request', async () => {
    let isLost = true;
    const { server } = show({
      'POST /api/commands': () =>
        isLost
          ? Promise.reject(new TypeError('fetch failed'))
          : { body: { orders: [{ targetId: bo.id, intent: null, refusal: null }] } },
    });
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(button('Join queue: 1'));
    await waitFor(() => expect(words()).toContain('Trying again acts once'));
    isLost = false;
    fireEvent.click(button('Join queue: 1'));
    await results();
    const ids = server.sent.flatMap(({ call, body }) =>
      call === 'POST /api/commands' ? (body as { requestId: string }).requestId : [],
    );
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });
});

describe('for a while', () => {
  const lentBody = (sent: ReturnType<typeof show>['server']['sent']) =>
    sent.filter(({ call }) => call === 'POST /api/borrows').map(({ body }) => body);

  test('some minutes, with what was typed', async () => {
    const { server } = show();
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(screen.getByLabelText('Borrow for'));
    choose('Minutes', '0');
    expect(button('Join queue: 1').getAttribute('aria-disabled')).toBe('true');
    expect(words()).toContain('Must be a whole number from 1 to 1440');
    choose('Minutes', '45');
    expect(words()).toContain('puts it back by itself at 03:17 PM');
    fireEvent.click(button('Join queue: 1'));
    await results();
    expect(lentBody(server.sent)).toMatchObject([
      { minutes: 45, moves: [{ agentId: bo.id, queueId: sales.id, does: 'join' }] },
    ]);
  });

  test('until a time of day, today or tomorrow', async () => {
    const lent = { ...borrow, dueAt: Date.UTC(2029, 10, 22, 17) };
    const { server } = show({ 'POST /api/borrows': { body: { borrow: lent } } });
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(screen.getByLabelText('Borrow until'));
    choose('Time of day', '');
    expect(button('Join queue: 1').getAttribute('aria-disabled')).toBe('true');
    choose('Time of day', '09:00');
    expect(words()).toContain('tomorrow at 09:00 AM');
    choose('Time of day', '17:00');
    expect(words()).toContain('at 05:00 PM');
    fireEvent.click(button('Join queue: 1'));
    await results();
    expect(words()).toContain('Callboard puts it back at 05:00 PM');
    expect(lentBody(server.sent)).toMatchObject([{ minutes: 148 }]);
  });

  test('only what failed is lent once more; what the floor shows is not put back by it', async () => {
    const refused = { ...borrow, moves: [{ ...move, state: 'refused' as const, words: 'No' }] };
    const { server, change } = show({
      'GET /api/borrows': { body: { borrows: [refused] } },
      'POST /api/borrows': { body: { borrow: refused } },
    });
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(screen.getByLabelText('Borrow for'));
    fireEvent.click(button('Join queue: 1'));
    const list = await results();
    fireEvent.click(button('Try the failed again: 1'));
    await waitFor(() => expect(lentBody(server.sent)).toHaveLength(2));
    const ids = lentBody(server.sent).map((body) => (body as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(2);
    change({ put: { memberships: [{ ...membership.bo, serving: true }] } });
    fireEvent.click(button('Try the failed again: 1'));
    await waitFor(() => expect(list.textContent).toContain('this borrow does not put it back'));
    expect(lentBody(server.sent)).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /Put back as it was/ })).toBeNull();
  });

  test('a time that is over is not tried again', async () => {
    const refused = { ...borrow, moves: [{ ...move, state: 'refused' as const, words: 'No' }] };
    const { pass } = show({ 'POST /api/borrows': { body: { borrow: refused } } });
    await askIn(bo.id, 'Join queue…');
    fireEvent.click(screen.getByLabelText('Borrow until'));
    choose('Time of day', '17:00');
    fireEvent.click(button('Join queue: 1'));
    await results();
    expect(button('Try the failed again: 1')).toBeTruthy();
    pass(Date.UTC(2029, 10, 22, 17) - stillNow);
    expect(screen.queryByRole('button', { name: /Try the failed/ })).toBeNull();
  });
});
