import { describe, expect, test } from 'vitest';
import { daysBefore, daysIn, queryOf, stepOf, todayOf, viewOf } from './history-ask';

const today = '2026-03-04';
const view = (text: string) => viewOf(new URLSearchParams(text), today);

describe('the address', () => {
  test('is today, all queues, beside the week before, where it says nothing', () => {
    expect(view('')).toEqual({ from: today, to: today, queues: [], step: 'auto', compare: 1 });
    expect(queryOf(view(''))).toEqual({ from: today, to: today, step: 'auto', compare: 1 });
  });

  test('says days, queues, detail and comparison', () => {
    expect(queryOf(view('from=2026-03-01&to=2026-03-03&queues=m%2F1,m%2F2&step=hour&compare=0'))).toEqual({
      ...{ from: '2026-03-01', to: '2026-03-03', step: 'hour', compare: 0, queues: 'm/1,m/2' },
    });
  });

  test.each(['from=yesterday', 'from=2026-99-99', 'step=<script>', 'compare=-1', 'compare=1e9', 'queues=,,'])(
    '%s is left out',
    (text) => {
      expect(view(text)).toEqual(view(''));
    },
  );

  test('may name the last day first', () => {
    expect(view('from=2026-03-03&to=2026-03-01')).toMatchObject({ from: '2026-03-01', to: '2026-03-03' });
  });
});

test('a week reads by the hour, a month by the day, and no choice goes past what can be drawn', () => {
  const step = (days: number, choice: 'auto' | 'quarter' | 'hour' | 'day') =>
    stepOf({ from: daysBefore(today, days - 1), to: today, step: choice, queues: [], compare: 0 });
  expect([1, 7, 30].map((days) => step(days, 'auto'))).toEqual(['auto', 'auto', 'day']);
  expect([10, 11].map((days) => step(days, 'quarter'))).toEqual(['quarter', 'hour']);
  expect([40, 41].map((days) => step(days, 'hour'))).toEqual(['hour', 'day']);
  expect(daysIn({ from: '2026-03-28', to: '2026-03-30' })).toBe(3);
});

test('until the small hours it is still yesterday’s day', () => {
  expect(todayOf(new Date(2026, 2, 4, 3, 59).getTime())).toBe('2026-03-03');
  expect(todayOf(new Date(2026, 2, 4, 4, 0).getTime())).toBe('2026-03-04');
});

test('a day is that of the queues’ zone, once it is known', () => {
  const night = Date.parse('2026-03-04T02:30:00Z');
  expect(todayOf(night, 'Europe/Rome')).toBe('2026-03-03');
  expect(todayOf(night, 'Europe/Helsinki')).toBe('2026-03-04');
});
