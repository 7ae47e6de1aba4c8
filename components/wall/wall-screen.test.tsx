// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { FloorProvider } from '@/lib/live/floor-context';
import { type Still, stillFloor, stillNow } from './fixtures/still-floor';
import { WallScreen } from './wall-screen';

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 }));
  window.innerWidth = 1920;
  window.innerHeight = 1080;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(still: Still) {
  return render(
    <FloorProvider value={stillFloor(still)}>
      <WallScreen diagonalInch={55} seatMetres={5} expectedQueues={still.queues} />
    </FloorProvider>,
  );
}

const tiles = () => within(screen.getByRole('list', { name: 'Queues' })).getAllByRole('article');
const milan = { id: 'milan', name: 'Milan', vendor: 'queuemetrics', ageMs: 1000 };
const lucca = { id: 'lucca', name: 'Lucca', vendor: 'imagicle' };

describe('what the wall does not know, it says', () => {
  test('before the first word of the server nothing is zero', () => {
    const { container } = show({ queues: 18, agents: 0, hasPicture: false });
    expect(screen.getByRole('status').textContent).toBe('Connecting');
    expect(container.textContent).not.toMatch(/(^|[^\d:])0([^\d:]|$)/u);
    expect(screen.getAllByText('unknown').length).toBeGreaterThanOrEqual(7);
  });

  test('a source that is gone: since when, who, and no figures', () => {
    show({ queues: 4, agents: 0, sources: [milan, { ...lucca, ageMs: 187_000, trouble: { link: 'retrying' } }] });
    const gone = tiles().filter((tile) => tile.textContent?.includes('No data since'));
    expect(gone).toHaveLength(2);
    for (const tile of gone) {
      expect(tile.textContent).toContain('Lucca does not answer');
      expect(tile.textContent).not.toContain('waiting');
    }
    expect(within(screen.getByRole('list', { name: 'Sources' })).getByText('3 min, retrying')).toBeTruthy();
    expect(screen.getAllByText('1 of 2 sites').length).toBeGreaterThan(0);
  });

  test('a source that needs a person says so, with its problem in reach', () => {
    const trouble = { link: 'needs-attention', problem: 'user or password refused' } as const;
    show({ queues: 2, agents: 0, sources: [milan, { ...lucca, ageMs: 187_000, trouble }] });
    const strip = screen.getByRole('list', { name: 'Sources' });
    expect(strip.textContent).toContain('needs attention');
    expect(within(strip).getByTitle('user or password refused')).toBeTruthy();
  });

  test('stale figures stay, dimmed, hatched and with their age', () => {
    show({ queues: 1, agents: 0, sources: [{ ...milan, ageMs: 12_000 }] });
    const [tile] = tiles();
    expect(tile?.className).toContain('hatch');
    expect(tile?.textContent).toContain('out of date by');
    expect(tile?.textContent).toContain('12\u00a0s');
    expect(within(tile!).getByText('6, out of date')).toBeTruthy();
  });

  test('late figures carry a clock and nothing else changes', () => {
    show({ queues: 1, agents: 0, sources: [{ ...milan, ageMs: 5000 }] });
    const [tile] = tiles();
    expect(tile?.className).not.toContain('hatch');
    expect(tile?.textContent).toContain('5\u00a0s');
  });

  test('a vendor without a service level shows n/a and why', () => {
    show({ queues: 1, agents: 0, sources: [{ ...lucca, ageMs: 1000 }] });
    expect(within(tiles()[0]!).getByTitle('Not available from Imagicle').textContent).toContain('n/a');
  });

  test('what RingMe never tells is n/a with its reason on the wall, never a zero or a bare dash', () => {
    const floor = stillFloor({ queues: 1, agents: 0, sources: [{ ...milan, vendor: 'ringme', ageMs: 1000 }] });
    const queue = floor.store.list('queues')[0]!;
    const blank = makeRecord('queues', { id: queue.id, sourceId: 'milan', agentsFree: 2, agentsBusy: 1 });
    floor.store.applyDelta({ epoch: 'still', after: 1, seq: 2, at: stillNow, delta: { put: { queues: [blank] } } });
    render(
      <FloorProvider value={floor}>
        <WallScreen diagonalInch={55} seatMetres={5} expectedQueues={1} />
      </FloorProvider>,
    );
    const [tile] = tiles();
    expect(within(tile!).getAllByTitle('Not available from RingMe')).toHaveLength(3);
    expect(within(tile!).getAllByText('Not available from RingMe').length).toBeGreaterThan(3);
    expect(within(tile!).queryByText('unknown')).toBeNull();
    expect(tile?.textContent).toContain('2');
  });

  test('cut off ourselves, the picture stays as it was and sources are not blamed', () => {
    const since = stillNow - 600_000;
    show({ queues: 4, agents: 0, sources: [{ ...milan, ageMs: 601_000 }], connection: { status: 'offline', since } });
    expect(screen.getByRole('status').textContent).toMatch(/^Not connected since .*, retrying$/u);
    expect(tiles()).toHaveLength(4);
    for (const tile of tiles()) expect(tile.textContent).not.toContain('No data');
  });
});

test('a queue whose figures may not be read says why, and shows no zero', () => {
  const floor = stillFloor({ queues: 1, agents: 0, sources: [milan] });
  const queue = floor.store.list('queues')[0]!;
  const blank = makeRecord('queues', { id: queue.id, sourceId: 'milan', problem: 'No right to see its statistics' });
  floor.store.applyDelta({ epoch: 'still', after: 1, seq: 2, at: stillNow, delta: { put: { queues: [blank] } } });
  render(
    <FloorProvider value={floor}>
      <WallScreen diagonalInch={55} seatMetres={5} expectedQueues={1} />
    </FloorProvider>,
  );
  const [tile] = tiles();
  expect(tile?.textContent).toContain('No right to see its statistics');
  expect(within(tile!).getByText('unknown')).toBeTruthy();
  expect(tile?.textContent).not.toContain('0');
});

describe('how much it shows', () => {
  test('as many tiles as can be read, worst first, and says how many there are', () => {
    show({ queues: 60, agents: 300 });
    expect(tiles()).toHaveLength(6);
    expect(screen.getByText('6 of 60 shown, worst first')).toBeTruthy();
    expect(tiles().some((tile) => tile.getAttribute('aria-label') === 'Support DE, Milan: Critical')).toBe(true);
  });

  test('without sources it says what to do', () => {
    show({ queues: 0, agents: 0, sources: [] });
    expect(screen.getByRole('heading', { name: 'No sources yet' })).toBeTruthy();
    expect(screen.getByText(/on the Sources page/u)).toBeTruthy();
  });

  test('with sources but no queue it names whom it asked', () => {
    show({ queues: 0, agents: 0, sources: [milan] });
    expect(screen.getByRole('heading', { name: 'No queues' })).toBeTruthy();
    expect(screen.getByText(/^Milan: no queue to show/u)).toBeTruthy();
  });

  test('on a phone it is one list of every queue', () => {
    window.innerWidth = 390;
    window.innerHeight = 844;
    show({ queues: 18, agents: 0 });
    expect(within(screen.getByRole('list', { name: 'Queues, worst first' })).getAllByRole('heading')).toHaveLength(18);
  });
});
