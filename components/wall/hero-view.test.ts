import { describe, expect, test } from 'vitest';
import { agentTotals } from '@/lib/floor/figures';
import { makeRecord } from '@/lib/floor/make-record';
import type { QueueRecord, SourceRecord } from '@/lib/floor/records';
import type { PulseMessage } from '@/lib/protocol/messages';
import { heroView } from './hero-view';
import { sourceView } from './source-view';

const now = 1_000_000_000;
const counts = { answered: 80, answeredInTime: 72, abandoned: 20, shortAbandoned: 0, serviceLevelTarget: 0.8 };

function pulse(asOf: Record<string, number | null>): PulseMessage {
  const feeds = Object.entries(asOf).map(([id, at]) => [id, { live: { asOf: at, everyMs: 2000 } }]);
  return { at: now, feeds: Object.fromEntries(feeds) };
}

function hero(
  sources: Partial<SourceRecord>[],
  queues: Partial<QueueRecord>[],
  asOf: Record<string, number | null>,
  agents: Parameters<typeof makeRecord<'agents'>>[1][] = [],
) {
  const views = sources.map((source) => sourceView(makeRecord('sources', source), pulse(asOf), now));
  const counted = new Set(views.flatMap(({ source, isCounted }) => (isCounted ? [source.id] : [])));
  return heroView({
    sources: views,
    queues: queues.map((queue) => makeRecord('queues', queue)),
    agents: agentTotals(
      agents.map((agent) => makeRecord('agents', agent)).filter(({ sourceId }) => counted.has(sourceId)),
    ),
    severities: new Map(),
    now,
  });
}

const milan = { id: 'milan', name: 'Milan' };
const lucca = { id: 'lucca', name: 'Lucca', vendor: 'imagicle' };
const text = (figure: { value: { kind: string; text?: string } }) => figure.value.text ?? figure.value.kind;

describe('sums over sites', () => {
  test('a source that is gone is left out and said to be', () => {
    const view = hero(
      [milan, { ...lucca, link: 'retrying' }],
      [
        { id: 'milan/1', sourceId: 'milan', waiting: 3, oldestWaitSince: now - 20_000 },
        { id: 'lucca/1', sourceId: 'lucca', waiting: 9, oldestWaitSince: now - 500_000 },
      ],
      { milan: now - 1000, lucca: now - 180_000 },
    );
    expect(text(view.waiting)).toBe('3');
    expect(view.waiting.coverage).toBe('1 of 2 sites');
    expect(text(view.longest)).toBe('0:20');
    expect(view.agentCoverage).toBe('1 of 2 sites');
  });

  test('a source that has not answered yet is missing too', () => {
    const view = hero([milan, lucca], [{ id: 'milan/1', waiting: 0 }], { milan: now, lucca: null });
    expect(text(view.waiting)).toBe('0');
    expect(view.waiting.coverage).toBe('1 of 2 sites');
  });

  test('a vendor that does not tell who waits is missing from the sum, and agents of whom nothing was heard too', () => {
    const ringme = { id: 'nsk', name: 'Novosibirsk', vendor: 'ringme' };
    const view = hero(
      [milan, ringme],
      [
        { id: 'milan/1', sourceId: 'milan', waiting: 3, oldestWaitSince: now - 20_000 },
        { id: 'nsk/1', sourceId: 'nsk' },
      ],
      { milan: now, nsk: now },
      [
        { id: 'milan/a', sourceId: 'milan', state: 'ready' },
        { id: 'nsk/a', sourceId: 'nsk', state: 'unknown' },
      ],
    );
    expect([text(view.waiting), view.waiting.coverage]).toEqual(['3', '1 of 2 sites']);
    expect([view.free.kind === 'known' && view.free.text, view.agentCoverage]).toEqual(['1', '1 of 2 agents']);
  });

  test('a site without a service level is not counted as zero', () => {
    const view = hero(
      [milan, lucca],
      [
        { id: 'milan/1', sourceId: 'milan', ...counts },
        { id: 'lucca/1', sourceId: 'lucca', answered: 500, answeredInTime: null, abandoned: 0 },
      ],
      { milan: now, lucca: now },
    );
    expect(text(view.level)).toBe('72\u202f%');
    expect(view.level.coverage).toBe('1 of 2 sites');
    expect(view.level.distance).toBe('40 to recover');
    expect(view.level.mark).toBe('warning');
  });

  test('queues that cannot tell are named where every site is heard', () => {
    const view = hero([milan], [{ id: 'milan/1', waiting: 2 }, { id: 'milan/2' }], { milan: now });
    expect(view.waiting.coverage).toBe('1 of 2 queues');
  });

  test('different targets make no common one', () => {
    const view = hero(
      [milan],
      [
        { id: 'milan/1', ...counts },
        { id: 'milan/2', ...counts, serviceLevelTarget: 0.9 },
      ],
      { milan: now },
    );
    expect(view.level).toMatchObject({ target: null, distance: null, mark: null });
  });
});

describe('what nobody knows is not zero', () => {
  test('before any queue', () => {
    const view = hero([milan], [], { milan: null });
    const figures = [view.waiting.value, view.longest.value, view.level.value, view.abandoned.value, view.free];
    expect(figures.map((figure) => figure.kind)).toEqual(Array(5).fill('unknown'));
  });

  test('agents whose state nobody knows', () => {
    const view = hero([milan], [], { milan: now }, [{ state: 'unknown' }]);
    expect([view.free, view.busy, view.paused].map((figure) => figure.kind)).toEqual(Array(3).fill('unknown'));
  });

  test('a real zero stays one', () => {
    const view = hero([milan], [{ waiting: 0 }], { milan: now }, [{ state: 'paused' }]);
    expect(text(view.waiting)).toBe('0');
    expect(view.free).toEqual({ kind: 'known', text: '0' });
  });
});
