// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openConsole, searchOf } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused, serveApi } from '@/components/shell/fixtures/serve-api';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import { agentStates } from '@/lib/floor/words';
import { type HistoryFigure, historyFigures } from '@/lib/protocol/history-words';
import type { HistoryAnswer } from '@/lib/queries/history';
import { HistoryPage } from './history-page';

// The browser of the tests has no layout to draw lines in.
vi.mock('@/components/charts/history-chart', () => ({ HistoryChart: () => null }));
vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const hour = 3_600_000;
const at = [stillNow - 2 * hour, stillNow - hour];
type Figures = Partial<Record<HistoryFigure, number | null>>;

const nothing = Object.fromEntries(historyFigures.map((name) => [name, null])) as HistoryAnswer['totals'];
const totals = (figures: Figures): HistoryAnswer['totals'] => ({ ...nothing, ...figures });
const series = (moments: readonly Figures[]): HistoryAnswer['series'] => ({
  at: at.slice(0, moments.length),
  figures: Object.fromEntries(
    historyFigures.map((name) => [name, moments.map((one) => one[name] ?? null)]),
  ) as unknown as HistoryAnswer['series']['figures'],
});
const states = Object.fromEntries(agentStates.map((state) => [state, [3, null]])) as unknown;

const queue = (id: string, name: string, figures: Figures): HistoryAnswer['queues'][number] => ({
  ...{ id, name, sourceId: 'milan', series: null },
  totals: totals(figures),
  comparedTotals: totals({ offered: 50, serviceLevel: 0.9 }),
});

const answer: HistoryAnswer = {
  ...{ from: '2029-11-22', to: '2029-11-22', step: 'hour', stepMs: hour, zone: 'Europe/Rome', ofQueues: 3 },
  formulas: { serviceLevel: 'answered in time / offered', waiting: 'the mean' },
  series: series([{ offered: 10, answered: 9, serviceLevel: 0.8 }, { offered: 4 }]),
  totals: totals({ offered: 1234, answered: 1100, abandonRate: 0.05, serviceLevel: 0.8, knownQueues: 2 }),
  agents: { at, states: states as HistoryAnswer['agents']['states'], sources: [1, 1], ofSources: 1 },
  queues: [queue('milan/300', 'Sales <b>', { offered: 60, serviceLevel: 0.75, longestWaitMs: 65_000 })],
  compared: {
    ...{ weeks: 1, from: '2029-11-15', to: '2029-11-15' },
    ...{ series: series([{ offered: 8 }, { offered: 5 }]), totals: totals({ offered: 1000, serviceLevel: 0.85 }) },
  },
};

const key = 'GET /api/history';

function show(answers: ApiAnswers = {}, url = '/history') {
  const server = serveApi({ [key]: { body: answer }, ...answers });
  const queues = [makeRecord('queues', { id: 'milan/310', sourceId: 'milan', name: 'Support' })];
  openConsole(<HistoryPage />, { role: 'supervisor', url, records: { queues } });
  const asked = () => {
    const [, query = ''] = server.sent.findLast(({ call }) => call.startsWith(key))?.call.split('?') ?? [];
    return Object.fromEntries(new URLSearchParams(query));
  };
  return { ...server, asked };
}
const section = async (name: string) => within(await screen.findByRole('region', { name }));
const table = (name: string) => within(screen.getByRole('table', { name }));
const rowsOf = (within: ReturnType<typeof table>) => within.getAllByRole('row').map(({ textContent }) => textContent);

describe('what is shown', () => {
  test('is told in words: the days, of how many queues, in which zone, beside what', async () => {
    show();
    const told = await screen.findByText(/3 queues, times of Europe\/Rome\./);
    expect(told.textContent).toMatch(/Nothing is known of 1 of them\. Broken line: the same weekdays/);
  });

  test('each chart says its line in words, and its numbers stand in a table a key away', async () => {
    show();
    const part = await section('Offered, answered, abandoned');
    const figure = part.getByRole('figure');
    expect(figure.getAttribute('aria-label')).toMatch(/: Offered from 4 to 10, known for 2 of 2 intervals\./);
    // What nobody knows has no line in the legend.
    expect(part.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Offered',
      'Answered',
      'Before',
    ]);
    const button = part.getByRole('button', { name: 'Offered, answered, abandoned as a table' });
    button.focus();
    fireEvent.click(button);
    expect([button.getAttribute('aria-pressed'), document.activeElement]).toEqual(['true', button]);
    const numbers = rowsOf(table('Offered, answered, abandoned'));
    expect(numbers[0]).toBe('WhenOfferedAnsweredBefore');
    expect(numbers[1]).toMatch(/1098$/);
    expect(numbers[2]).toMatch(/4(–|—)[^0-9]*5$/);
    fireEvent.click(button);
    expect(part.getByRole('figure')).toBeTruthy();
  });

  test('a figure nobody knows anything of says so and has no line', async () => {
    show();
    const part = await section('Longest wait');
    expect(part.getByText('Nothing is known of this here.')).toBeTruthy();
    expect(part.queryByRole('figure')).toBeNull();
  });

  test('each queue stands beside what it was before, and leads to it alone', async () => {
    const { asked } = show();
    await screen.findByRole('table', { name: 'Figures of each queue' });
    const [head, all, sales] = rowsOf(table('Figures of each queue'));
    expect(head).toContain('Points to before');
    expect(all).toMatch(/^All shown1,2341,100/);
    expect(sales).toMatch(/^Sales <b>Milan60.*75\s?%.*\+10.*1:05$/);
    fireEvent.click(screen.getByRole('button', { name: 'Sales <b>' }));
    await waitFor(() => expect(asked()).toMatchObject({ queues: 'milan/300' }));
    expect(searchOf()).toEqual({ queues: 'milan/300' });
  });
});

describe('what is asked for', () => {
  test('is today beside a week before, until the address says otherwise; nonsense in it is left out', async () => {
    const { asked } = show();
    await section('Service level');
    expect(asked()).toEqual({ from: '2029-11-22', to: '2029-11-22', step: 'auto', compare: '1' });
    cleanup();
    const other = show({}, '/history?from=yesterday&to=2029-11-20&step=never&compare=x&queues=milan/300');
    await section('Service level');
    expect(other.asked()).toMatchObject({ from: '2029-11-20', to: '2029-11-20', compare: '1', queues: 'milan/300' });
  });

  test('days, detail and comparison are chosen, and stand in the address', async () => {
    const { asked } = show();
    await section('Service level');
    fireEvent.click(screen.getByRole('button', { name: '7 days' }));
    await waitFor(() => expect(asked()).toMatchObject({ from: '2029-11-16', to: '2029-11-22' }));
    fireEvent.change(screen.getByLabelText('Detail'), { target: { value: 'hour' } });
    await waitFor(() => expect(asked()).toMatchObject({ step: 'hour' }));
    fireEvent.click(screen.getByRole('button', { name: 'Compare with the week before' }));
    await waitFor(() => expect(asked()).toMatchObject({ compare: '0' }));
    // A first day after the last one is the last one.
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2029-11-10' } });
    await waitFor(() => expect(asked()).toMatchObject({ from: '2029-11-10', to: '2029-11-16' }));
    expect(searchOf()).toEqual({ from: '2029-11-10', to: '2029-11-16', step: 'hour', compare: '0' });
  });

  test('queues are found by name or site, of today or of then', async () => {
    const { asked } = show();
    await section('Service level');
    fireEvent.click(screen.getByRole('button', { name: 'All queues' }));
    const box = within(await screen.findByRole('dialog', { name: 'Choose queues' }));
    expect(box.getAllByRole('checkbox')).toHaveLength(2);
    fireEvent.change(box.getByLabelText('Find a queue or site'), { target: { value: 'súpp' } });
    fireEvent.click(box.getByRole('checkbox', { name: /Support/ }));
    await waitFor(() => expect(asked()).toMatchObject({ queues: 'milan/310' }));
    fireEvent.change(box.getByLabelText('Find a queue or site'), { target: { value: 'x\0' } });
    expect(box.getByText('No queue has such a name.')).toBeTruthy();
  });
});

describe('no figures', () => {
  test('yet are on their way', async () => {
    show({ [key]: () => new Promise(() => {}) });
    expect((await screen.findByText('Loading the figures')).closest('[aria-busy]')).toBeTruthy();
  });

  test('because there is no history, or nothing of these days, is told apart', async () => {
    show({ [key]: { body: { ...answer, ofQueues: 0, totals: totals({ knownQueues: 0 }), queues: [] } } });
    expect(await screen.findByText('There is no history yet.')).toBeTruthy();
    cleanup();
    show({ [key]: { body: { ...answer, totals: totals({ knownQueues: 0 }) } } });
    expect(await screen.findByText(/^Nothing is known of /)).toBeTruthy();
  });

  test.each([
    [{ status: 500, body: 'x' }, /The figures could not be read\./],
    [refused('not-allowed'), /The figures could not be read\./],
    [refused('bad-request', [], 'queues must be at most 500'), /cannot be shown: queues must be at most 500\./],
  ])('%#: because they cannot be had is said in words', async (failure, words) => {
    show({ [key]: failure });
    expect((await screen.findByText(words, {}, { timeout: 5000 })).getAttribute('role')).toBe('alert');
    expect(screen.queryByText('Loading the figures')).toBeNull();
  });

  test('of another day are not those of the day before', async () => {
    let isBroken = false;
    show({ [key]: () => (isBroken ? { status: 500, body: 'x' } : { body: answer }) });
    await section('Service level');
    isBroken = true;
    fireEvent.click(screen.getByRole('button', { name: 'Yesterday' }));
    await screen.findByText(/The figures could not be read\./, {}, { timeout: 5000 });
    expect(screen.queryByRole('region', { name: 'Service level' })).toBeNull();
    isBroken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Today' }));
    await section('Service level');
  });
});

test('an export tells how much has come, can be ended, and says when it broke off', async () => {
  const encoder = new TextEncoder();
  const told: ReadableStreamDefaultController<Uint8Array>[] = [];
  const body = () => new ReadableStream<Uint8Array>({ start: (own) => void told.push(own) });
  let exports = 0;
  serveApi({ [key]: { body: answer } });
  const usual = globalThis.fetch;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!path.includes('format=csv')) return usual(path, init);
    exports += 1;
    return exports <= 2 ? new Response(body()) : new Response('', { status: 500 });
  });
  openConsole(<HistoryPage />, { role: 'supervisor', url: '/history' });
  await section('Service level');
  const begin = () => fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
  begin();
  await waitFor(() => expect(told).toHaveLength(1));
  told[0]?.enqueue(encoder.encode('queue,offered\r\na,1\r\nb,2\r\n'));
  expect(await screen.findByText('2 rows, 0.0 MB')).toBeTruthy();
  told[0]?.error(new Error('gone'));
  expect(await screen.findByText('The export broke off: try it again.')).toBeTruthy();
  begin();
  await waitFor(() => expect(told).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Stop export' }));
  told[1]?.error(new DOMException('aborted', 'AbortError'));
  expect(await screen.findByRole('button', { name: 'Export CSV' })).toBeTruthy();
  expect(screen.queryByText(/broke off/)).toBeNull();
  begin();
  expect(await screen.findByText('The export broke off: try it again.')).toBeTruthy();
});
