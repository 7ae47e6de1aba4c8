// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom, type Opening, openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import { QueuesPage } from './queues-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => {
  giveRoom();
  vi.stubGlobal('fetch', () => new Promise(() => {}));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const shared = { agentsServing: 4, agentsFree: 1, agentsBusy: 3, answerWithinMs: 20_000, isOpen: true } as const;
const queues = [
  makeRecord('queues', { id: 'milan/1', name: 'Billing', waiting: 0, answered: 40, ...shared }),
  makeRecord('queues', {
    ...shared,
    id: 'milan/2',
    name: 'Support',
    waiting: 6,
    oldestWaitSince: stillNow - 221_000,
    answered: 9,
  }),
  makeRecord('queues', { id: 'helsinki/1', sourceId: 'helsinki', name: 'Tekninen tuki', ...shared, waiting: 2 }),
];

const show = (opening: Opening = {}) => openConsole(<QueuesPage />, { records: { queues }, ...opening });
const rows = () => screen.queryAllByRole('row').filter((row) => within(row).queryAllByRole('gridcell').length > 1);
const names = () => rows().map((row) => row.textContent?.match(/Billing|Support|Tekninen tuki/)?.[0]);
const rowOf = (name: string) => rows().find((row) => row.textContent?.includes(name))!;
const column = (name: string) => screen.getByRole('columnheader', { name });

test('what a vendor cannot give says so, in the table and in the details', () => {
  const blank = makeRecord('queues', { id: 'milan/9', name: 'Support', sourceId: 'milan', agentsServing: 2 });
  show({ records: { queues: [blank] }, sites: [{ id: 'milan', name: 'Milan', vendor: 'ringme', ageMs: 1000 }] });
  expect(within(rowOf('Support')).getAllByTitle('Not available from RingMe').length).toBeGreaterThanOrEqual(4);
  fireEvent.click(rowOf('Support'));
  const facts = within(screen.getByRole('complementary')).getAllByTitle('Not available from RingMe');
  expect(facts.length).toBeGreaterThan(8);
});

describe('order and filters', () => {
  test('begins with what calls for somebody', () => {
    show();
    expect(names()[0]).toBe('Support');
    expect(column('State').getAttribute('aria-sort')).toBe('ascending');
  });

  test('sorts figures from the top and turns round on a second press, in the address', () => {
    show();
    const button = within(column('Answered')).getByRole('button');
    fireEvent.click(button);
    expect(names()).toEqual(['Billing', 'Support', 'Tekninen tuki']);
    expect(searchOf()).toEqual({ sort: '-answered' });
    fireEvent.click(button);
    expect(names()).toEqual(['Support', 'Billing', 'Tekninen tuki']);
    expect(column('Answered').getAttribute('aria-sort')).toBe('ascending');
  });

  test('a link shows what its sender saw', () => {
    show({ url: '/?only=waiting&site=milan&sort=name' });
    expect(names()).toEqual(['Support']);
    expect(screen.getByRole('button', { name: /Contacts waiting 1/ }).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('1 of 3')).toBeTruthy();
  });

  test('finds words without accents, says how many, and clears field and filters together', () => {
    show();
    const field = screen.getByRole<HTMLInputElement>('searchbox');
    fireEvent.change(field, { target: { value: 'TEKNINEN helsinki' } });
    expect(names()).toEqual(['Tekninen tuki']);
    expect(screen.getByRole('status').textContent).toBe('1 of 3 shown');
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(field.value).toBe('');
    expect(searchOf()).toEqual({});
    expect(names()).toHaveLength(3);
  });

  test('no match says so and offers the way back', () => {
    show({ url: '/?q=nothing' });
    expect(screen.getByText('No queues match these filters.')).toBeTruthy();
    fireEvent.click(within(screen.getByRole('grid')).getByRole('button', { name: 'Clear filters' }));
    expect(names()).toHaveLength(3);
  });

  test('the count is announced when the filter changes, not whenever the floor does', () => {
    const page = show({ url: '/?only=waiting' });
    page.change({ patch: { queues: { 'milan/1': { waiting: 3 } } } });
    expect(screen.getByText('3 of 3')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('');
  });
});

describe('what is not known', () => {
  test('before the first picture nothing is counted and rows have their room', () => {
    show({ hasPicture: false });
    expect(screen.getByRole('heading', { name: 'Queues' }).nextSibling?.textContent).toBe('—');
    expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('true');
    expect(screen.getByRole('grid').textContent).not.toMatch(/\d/);
  });

  test('while no source has answered there is no count, not none', () => {
    show({ records: {}, sites: [{ id: 'milan', name: 'Milan', link: 'retrying', ageMs: null }] });
    expect(screen.getByRole('heading', { name: 'Queues' }).nextSibling?.textContent).toBe('—');
  });

  test('zero sources says what to do', () => {
    show({ sites: [], records: {} });
    expect(screen.getByText(/adds your systems on the Sources page/)).toBeTruthy();
  });

  test('sources without queues are named, with a way to how they are doing for those who may', () => {
    show({ records: {} });
    expect(screen.getByText(/Milan, Helsinki/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'How each source is doing' })).toBeTruthy();
    cleanup();
    show({ records: {}, role: 'agent' });
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('an unknown figure is a dash that is spoken, and comes last either way', () => {
    show({ url: '/?sort=answered' });
    expect(names().at(-1)).toBe('Tekninen tuki');
    expect(within(rowOf('Tekninen tuki')).getAllByText('not known').length).toBeGreaterThan(0);
    fireEvent.click(within(column('Answered')).getByRole('button'));
    expect(names().at(-1)).toBe('Tekninen tuki');
  });

  test('a stale row keeps its figures, hatched and with its age', () => {
    show({
      sites: [
        { id: 'milan', name: 'Milan', ageMs: 12_000 },
        { id: 'helsinki', name: 'Helsinki' },
      ],
    });
    expect(rowOf('Support').className).toContain('hatch');
    expect(rowOf('Support').textContent).toMatch(/Out of date.*12\u00a0s.*6/);
    expect(rowOf('Tekninen').className).not.toContain('hatch');
  });

  test('a silent source takes its figures back: no sums, no filter, no alarm', () => {
    const gone = { id: 'milan', name: 'Milan', ageMs: 187_000, link: 'retrying' } as const;
    show({ sites: [gone, { id: 'helsinki', name: 'Helsinki' }] });
    expect(rowOf('Support').textContent).toContain('No data');
    expect(rowOf('Support').textContent).not.toContain('3:41');
    expect(screen.getByRole('button', { name: 'In trouble 0' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Contacts waiting 1' }));
    expect(names()).toEqual(['Tekninen tuki']);
  });

  test('cut off ourselves, time stands still and no figure is lost', () => {
    const page = show();
    page.connect({ status: 'offline', since: stillNow });
    page.pass(600_000, null);
    expect(rowOf('Support').textContent).toContain('3:41');
    expect(rowOf('Support').className).toContain('hatch');
  });

  test('names from a vendor are text', () => {
    const evil = makeRecord('queues', { id: 'milan/9', name: '<img src=x onerror=alert(1)>' });
    const { container } = show({ records: { queues: [evil] } });
    expect(screen.getByText(evil.name)).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
  });
});

describe('room', () => {
  test('columns yield where they cannot be read side by side, the sorted one stays', () => {
    giveRoom(768);
    show({ url: '/?sort=-channel' });
    expect(screen.queryByRole('columnheader', { name: 'Paused' })).toBeNull();
    expect(column('Waiting')).toBeTruthy();
    expect(column('Channel')).toBeTruthy();
  });

  test('on a phone it is a list with its order above', () => {
    giveRoom(366);
    show();
    expect(screen.queryByRole('columnheader')).toBeNull();
    fireEvent.change(screen.getByLabelText('Order'), { target: { value: 'answered' } });
    expect(searchOf()).toEqual({ sort: '-answered' });
    const places = screen.getAllByRole('row').map((row) => [row.style.height, row.style.top]);
    expect(places.slice(0, 2)).toEqual([
      ['64px', '0px'],
      ['64px', '64px'],
    ]);
    expect(screen.getAllByRole('row')[0]?.textContent).toContain('Billing');
  });
});
