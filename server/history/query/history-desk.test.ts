import { describe, expect, test } from 'vitest';
import { emptyFloor } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import type { AccessScope, Principal } from '@/lib/principal';
import { type HistoryAsk, historyApi } from '@/lib/protocol/api/history-api';
import { mostPoints } from '@/lib/protocol/history-words';
import { createFakeClock } from '@/server/fake-clock';
import { agentMinute, keepMinutes, queueMinute } from '@/server/history/fixtures/figure-rows';
import { historySettings } from '@/server/history/fixtures/hand-made-floor';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { createHistoryDesk } from './history-desk';
import { lengthOf, planRange, rangeOf } from './plan-range';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (text: string) => Date.parse(text);
const nine = at('2026-03-04T09:00:00Z');
const now = at('2026-03-04T12:00:00Z');
const { query } = historyApi['GET /api/history'];
const asked = (ask: Record<string, unknown> = {}): HistoryAsk => query.parse(ask);

function whoSees(scope: AccessScope = 'all'): Principal {
  return {
    ...{ kind: 'user', accountId: 'a', name: 'A', role: 'lead', version: 1 },
    ...{ scope, agentIds: [], grants: null, mustChangePassword: false },
  };
}

function deskOf(store: Store, floor = emptyFloor()) {
  return createHistoryDesk({ store, floor, clock: createFakeClock(now), keep: historySettings });
}

async function textOf(lines: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of lines) text += piece;
  return text;
}

eachEngine((open) => {
  const counts = (answered: number, answered_in_time: number | null, abandoned: number, short_abandoned = 0) => ({
    ...{ offered: answered + abandoned, answered, answered_in_time, abandoned, short_abandoned },
    ...{ answered_wait_ms: answered * 10_000, handling_ms: null },
  });

  // The first one waits for PostgreSQL to start.
  test('sums add numerators and denominators of those who know both, and say who knows', {
    timeout: 30_000,
  }, async () => {
    const store = await open();
    await keepMinutes(store, [
      queueMinute('milan/1', nine, { ...counts(8, 4, 2), waiting_ms: 120_000, waiting_max: 4, longest_wait_ms: 9000 }),
      queueMinute('milan/1', nine + minuteMs, { ...counts(2, 2, 0), waiting_ms: 0, waiting_max: 0 }),
      // Cannot tell what was in time: in no service level, but in every count.
      queueMinute('lucca/1', nine, { ...counts(90, null, 10), waiting_ms: 30_000, waiting_known_ms: 30_000 }),
    ]);
    const reply = await deskOf(store).figures(whoSees(), asked({ from: '2026-03-04', to: '2026-03-04', step: 'hour' }));
    expect(reply).toMatchObject({ step: 'hour', zone: 'Europe/Rome', ofQueues: 2, from: '2026-03-04' });
    expect(reply.formulas.serviceLevel).toBe('SL-6: Aw / (A + B − Bs)');
    expect(reply.series.at).toEqual([nine]);
    const first = (name: keyof typeof reply.series.figures) => reply.series.figures[name][0];
    expect([first('offered'), first('answered'), first('serviceLevel')]).toEqual([112, 100, 6 / 12]);
    expect([first('abandonRate'), first('asaMs'), first('ahtMs')]).toEqual([12 / 112, 10_000, null]);
    // 1 on average for two minutes, and 1 for the half minute that the other was known.
    expect([first('waiting'), first('waitingMax'), first('longestWaitMs')]).toEqual([2, 4, 9000]);
    expect([first('knownQueues'), first('agentsFree')]).toEqual([2, null]);
    expect(reply.queues.map(({ id, totals }) => [id, totals.serviceLevel, totals.offered])).toEqual([
      ['lucca/1', null, 100],
      ['milan/1', 0.5, 12],
    ]);
    expect(reply.totals.serviceLevel).toBe(0.5);
  });

  test('minutes, quarters, hours and days tell the same sums; holes are gaps', async () => {
    const store = await open();
    const minutes = [0, 1, 14, 15, 59, 180].map((minute) =>
      queueMinute('milan/1', nine + minute * minuteMs, counts(minute + 1, minute, 1)),
    );
    await keepMinutes(store, minutes);
    const desk = deskOf(store);
    for (const [step, points] of [
      ['minute', [1, 2, null, 15, 16, null, 60, null, 181]],
      ['quarter', [18, 16, null, 60, null, 181]],
      ['hour', [94, null, 181]],
    ] as const) {
      const ask = asked({ from: '2026-03-04T09:00:00Z', to: '2026-03-04T13:00:00Z', step });
      const { series, totals } = await desk.figures(whoSees(), ask);
      expect([step, series.figures.answered]).toEqual([step, points]);
      expect(totals.answered).toBe(275);
    }
    const days = await desk.figures(whoSees(), asked({ from: '2026-03-01', to: '2026-03-04', step: 'day' }));
    expect([days.series.at, days.series.figures.answered]).toEqual([[at('2026-03-04T03:00:00Z')], [275]]);
  });

  test('comparison is with the same weekday by the clock, also where the clocks changed in between', async () => {
    const store = await open();
    // Ten o'clock in Rome, before and after the clocks went forward on 29 March.
    const [before, after] = [at('2026-03-24T09:00:00Z'), at('2026-03-31T08:00:00Z')];
    await keepMinutes(store, [
      queueMinute('milan/1', before, counts(5, 5, 0)),
      queueMinute('milan/1', after, counts(7, 7, 0)),
    ]);
    const desk = deskOf(store);
    for (const step of ['hour', 'day'] as const) {
      const ask = asked({ from: '2026-03-31', to: '2026-03-31', step, compare: '1' });
      const { series, compared, queues } = await desk.figures(whoSees(), ask);
      expect(compared).toMatchObject({ weeks: 1, from: '2026-03-24', to: '2026-03-24' });
      expect([series.figures.answered, compared?.series.figures.answered]).toEqual([[7], [5]]);
      expect(compared?.series.at).toEqual(series.at);
      expect([queues[0]?.totals.answered, queues[0]?.comparedTotals?.answered]).toEqual([7, 5]);
    }
    const none = await desk.figures(whoSees(), asked({ from: '2026-03-31', to: '2026-03-31' }));
    expect([none.compared, none.queues[0]?.comparedTotals]).toEqual([null, null]);
  });

  test('a day is that of each queue where it is, and is compared by its own clock', async () => {
    const store = await open();
    const [auckland, newYork] = [
      { timeZone: 'Pacific/Auckland', startHour: 4 },
      { timeZone: 'America/New_York', startHour: 4 },
    ];
    // The third of March ends in Auckland while it is not yet noon of it in New York.
    const [before, after] = [at('2026-03-03T14:59:00Z'), at('2026-03-03T15:00:00Z')];
    await keepMinutes(
      store,
      [before, after].map((minute) => queueMinute('kiwi/1', minute, counts(1, 1, 0), auckland)),
      [],
      auckland,
    );
    await keepMinutes(
      store,
      [before, after].map((minute) => queueMinute('york/1', minute, counts(10, 10, 0), newYork)),
      [],
      newYork,
    );
    const desk = deskOf(store);
    const on = async (day: string) => {
      const { series, queues } = await desk.figures(whoSees(), asked({ from: day, to: day, step: 'day' }));
      return [series.figures.answered, queues.map(({ totals }) => totals.answered)];
    };
    expect(await on('2026-03-03')).toEqual([[21], [1, 20]]);
    expect(await on('2026-03-04')).toEqual([[1], [1, null]]);

    // Clocks went forward in New York on 8 March, and not in Auckland: ten o'clock, a week before and now.
    const hours = {
      kiwi: ['2026-03-03T21:00:00Z', '2026-03-10T21:00:00Z'],
      york: ['2026-03-03T15:00:00Z', '2026-03-10T14:00:00Z'],
    };
    await keepMinutes(
      store,
      hours.kiwi.map((hour) => queueMinute('kiwi/1', at(hour), counts(2, 2, 0), auckland)),
      [],
      auckland,
    );
    await keepMinutes(store, [queueMinute('york/1', at(hours.york[1]!), counts(5, 5, 0), newYork)], [], newYork);
    const week = asked({ from: '2026-03-10T13:30:00Z', to: '2026-03-10T23:00:00Z', step: 'hour', compare: '1' });
    const { series, compared } = await desk.figures(whoSees(), week);
    expect([series.at, series.figures.answered]).toEqual([
      [at(hours.york[1]!), at(hours.york[1]!) + hourMs, at(hours.kiwi[1]!)],
      [5, null, 2],
    ]);
    // What New York answered at ten stands at ten, an hour earlier by the clock of anybody else.
    expect(compared?.series.figures.answered.filter((value) => value !== null)).toEqual([11, 1, 2]);
    expect(compared?.series.at).toEqual(expect.arrayContaining([at(hours.york[1]!), at(hours.kiwi[1]!)]));
    expect(compared?.totals.answered).toBe(14);
  });

  test('who sees some queues gets those, and no word of others', async () => {
    const store = await open();
    await keepMinutes(
      store,
      ['milan/1', 'milan/2', 'rome/1'].map((id) => queueMinute(id, nine, counts(1, 1, 0))),
      ['milan', 'rome'].map((id) => agentMinute(id, nine, { busy_ms: 120_000, ready_ms: 30_000 })),
    );
    const desk = deskOf(store);
    const idsOf = async (scope: AccessScope, ask = {}) =>
      (await desk.figures(whoSees(scope), asked(ask))).queues.map(({ id }) => id);
    const some = { sources: ['rome'], queues: ['milan/2'], teams: [] };
    expect(await idsOf('all')).toEqual(['milan/1', 'milan/2', 'rome/1']);
    expect(await idsOf(some)).toEqual(['milan/2', 'rome/1']);
    expect(await idsOf(some, { queues: 'milan/2' })).toEqual(['milan/2']);
    expect(await idsOf({ sources: [], queues: [], teams: [] })).toEqual([]);
    const refusals = await Promise.all(
      ['milan/1', 'nowhere/1', 'milan/2,milan/1', "' or 1=1 --", '<script>'].map((queues) =>
        desk.figures(whoSees(some), asked({ queues })).catch((error) => [error.code, error.problems]),
      ),
    );
    const refusal = ['bad-request', [{ field: 'queues', message: 'names a queue that is not there' }]];
    expect(refusals).toEqual(refusals.map(() => refusal));
    await expect(desk.csv(whoSees(some), asked({ queues: 'milan/1' }))).rejects.toMatchObject({ code: 'bad-request' });
    // Agents are the whole source's.
    const { agents } = await desk.figures(whoSees(some), asked({ step: 'hour' }));
    expect([agents.ofSources, agents.sources, agents.states.busy, agents.states.ready]).toEqual([2, [1], [2], [0.5]]);
  });

  test('one queue tells of its agents, each of several has its own series where that is asked for', async () => {
    const store = await open();
    const figures = { ...counts(1, 1, 0), free_ms: 90_000, agents_known_ms: 30_000 };
    await keepMinutes(store, [queueMinute('milan/1', nine, figures), queueMinute('milan/2', nine, counts(3, 1, 0))]);
    const desk = deskOf(store);
    const one = await desk.figures(whoSees(), asked({ queues: 'milan/1' }));
    expect([one.series.figures.agentsFree, one.series.figures.agentsBusy]).toEqual([[3], [null]]);
    const each = await desk.figures(whoSees(), asked({ by: 'queue' }));
    expect(each.queues.map(({ series }) => series?.figures.answered)).toEqual([[1], [3]]);
    expect(each.queues[0]?.series?.figures.agentsFree).toEqual([3]);
  });

  test('CSV has a line per queue and interval, safe for spreadsheets, with times in the zone of the queue', async () => {
    const store = await open();
    await keepMinutes(store, [
      queueMinute('milan/1', nine, counts(3, 1, 0)),
      queueMinute('milan/2', nine + hourMs, { ...counts(2, null, 1), offered: null }),
    ]);
    const floor = emptyFloor();
    for (const [id, name] of [
      ['milan/1', '=cmd|"calc",1'],
      ['milan/2', 'Billing\nÜber'],
    ] as const)
      floor.queues.set(id, makeRecord('queues', { id, name }));
    const desk = deskOf(store, floor);
    const text = await textOf(await desk.csv(whoSees(), asked({ from: '2026-03-04', to: '2026-03-04', step: 'hour' })));
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/^from,day,source,queue_id,queue,offered,answered,answeredInTime,/);
    expect(lines[1]).toMatch(
      /^2026-03-04T10:00:00\+01:00,2026-03-04,milan,milan\/1,"'=cmd\|""calc"",1",3,3,1,0,0,,,0.333333,0,/,
    );
    expect(lines[2]).toMatch(/^2026-03-04T11:00:00\+01:00,2026-03-04,milan,milan\/2,"Billing\nÜber",,2,,1,0,,,,/);
    expect(lines.slice(3)).toEqual(['']);
  });

  test('a long export comes in pieces that hold every line once', async () => {
    const store = await open();
    const rows = Array.from({ length: 40 }, (_, day) =>
      ['milan/1', 'milan/2', 'rome/1'].map((id) => queueMinute(id, nine - day * 24 * hourMs, counts(day, day, 0))),
    );
    await keepMinutes(store, rows.flat());
    const desk = deskOf(store);
    const ask = asked({ from: '2026-01-20', to: '2026-03-04', step: 'minute', format: 'csv' });
    let pieces = 0;
    const lines = new Set<string>();
    for await (const piece of await desk.csv(whoSees(), ask)) {
      pieces += 1;
      for (const line of piece.split('\r\n').filter(Boolean)) lines.add(line);
    }
    expect([lines.size, pieces > 40]).toEqual([121, true]);
    const times = { from: '2026-03-01T00:00:00Z', to: '2026-03-04T09:00:01Z', step: 'hour' };
    expect((await textOf(await desk.csv(whoSees(), asked(times)))).trim().split('\r\n')).toHaveLength(1 + 4 * 3);
  });

  test('an empty store has empty answers', async () => {
    const store = await open();
    const reply = await deskOf(store).figures(whoSees(), asked({ compare: '1', by: 'queue' }));
    expect(reply).toMatchObject({ queues: [], ofQueues: 0, zone: 'UTC', series: { at: [] }, agents: { at: [] } });
    expect(reply.totals).toMatchObject({ offered: null, serviceLevel: null, knownQueues: 0, knownMs: 0 });
    expect((await textOf(await deskOf(store).csv(whoSees(), asked()))).split('\r\n')).toHaveLength(2);
  });
});

describe('the range', () => {
  const plan = (ask: Record<string, unknown>) => planRange(asked(ask), historySettings, now);

  test.each([
    [{ from: '2026-03-04T08:00:00Z', to: '2026-03-04T12:00:00Z' }, 'minute'],
    [{}, 'quarter'],
    [{ from: '2026-03-04', to: '2026-03-04' }, 'quarter'],
    [{ from: '2026-02-02', to: '2026-03-04' }, 'hour'],
    [{ from: '2026-01-02', to: '2026-01-02' }, 'hour'],
    [{ from: '2025-12-01', to: '2026-03-04' }, 'day'],
    [{ from: '2024-12-01', to: '2024-12-01' }, 'day'],
  ])('%o is told by the %s', (ask, step) => {
    expect(plan(ask).step).toBe(step);
  });

  test('never gives more than 1,000 points', () => {
    const steps = { minute: minuteMs, quarter: 15 * minuteMs, hour: hourMs, day: 24 * hourMs };
    for (let days = 1; days <= 1000; days += 1) {
      const from = new Date(now - (days - 1) * 24 * hourMs).toISOString().slice(0, 10);
      const { step, range } = plan({ from, to: '2026-03-04' });
      expect(lengthOf(range) / steps[step]).toBeLessThanOrEqual(mostPoints);
    }
  });

  const refusals: [string, Record<string, string>, string][] = [
    ['the wrong way round', { from: '2026-03-05', to: '2026-03-04' }, 'to'],
    ['of no length', { from: '2026-03-04T09:00:00Z', to: '2026-03-04T09:00:00Z' }, 'to'],
    ['half dates, half times', { from: '2026-03-04', to: '2026-03-05T00:00:00Z' }, 'to'],
    ['a last day without a first', { to: '2026-03-04' }, 'from'],
    ['too long', { from: '2020-03-04', to: '2026-03-04' }, 'from'],
    ['too fine', { from: '2026-03-01', to: '2026-03-04', step: 'minute' }, 'step'],
  ];
  test.each(refusals)('%s is refused', (_what, ask, field) => {
    expect(() => plan(ask)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    try {
      plan(ask);
    } catch (error) {
      expect((error as { problems: { field: string }[] }).problems[0]?.field).toBe(field);
    }
  });

  test('without an end it goes up to now', () => {
    expect(rangeOf({ from: undefined, to: undefined }, now)).toEqual({
      kind: 'times',
      from: now - 24 * hourMs,
      to: now,
    });
    expect(rangeOf({ from: '2026-03-01', to: undefined }, now)).toMatchObject({ to: '2026-03-04' });
  });
});

test.each([
  [{ from: 'yesterday' }, 'from'],
  [{ from: '2026-02-30' }, 'from'],
  [{ from: '2026-03-04T09:00:00' }, 'from'],
  [{ to: '2026-03-04\u0000' }, 'to'],
  [{ from: '' }, 'from'],
  [{ queues: '' }, 'queues'],
  [{ queues: 'a,,b' }, 'queues'],
  [{ queues: 'x'.repeat(20_001) }, 'queues'],
  [{ queues: Array.from({ length: 501 }, (_, id) => `m/${id}`).join(',') }, 'queues'],
  [{ step: 'second' }, 'step'],
  [{ compare: '-1' }, 'compare'],
  [{ compare: '53' }, 'compare'],
  [{ compare: 'x' }, 'compare'],
  [{ compare: '1.5' }, 'compare'],
  [{ format: 'xml' }, 'format'],
  [{ by: '<script>' }, 'by'],
])('%o is refused by name', (ask, field) => {
  const { error } = query.safeParse(ask);
  expect(error?.issues.map(({ path, message }) => [path.join('.'), /^must /.test(message)])).toEqual([[field, true]]);
});
