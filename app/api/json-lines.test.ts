import { expect, test, vi } from 'vitest';
import { linesType, streamLines } from './json-lines';

async function* told(): AsyncGenerator<{ n: number }, { sum: number }> {
  yield { n: 1 };
  yield { n: 2 };
  return { sum: 3 };
}

test('tells one JSON text a line, and what came of it last', async () => {
  const response = streamLines(told(), () => {});
  expect(response.headers.get('content-type')).toBe(linesType);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('{"n":1}\n{"n":2}\n{"done":{"sum":3}}\n');
});

test('a caller who leaves ends the run and lets it put away what it holds', async () => {
  const [left, tidied] = [vi.fn(), vi.fn()];
  async function* endless(): AsyncGenerator<number, never> {
    try {
      for (;;) yield 1;
    } finally {
      tidied();
    }
  }
  const reader = streamLines(endless(), left).body?.getReader();
  await reader?.read();
  expect(left).not.toHaveBeenCalled();
  await reader?.cancel();
  expect(left).toHaveBeenCalledOnce();
  expect(tidied).toHaveBeenCalledOnce();
});

test('a run that breaks off is not taken for one that has ended', async () => {
  async function* broken(): AsyncGenerator<number, number> {
    yield 1;
    throw new Error('cancelled');
  }
  await expect(streamLines(broken(), () => {}).text()).rejects.toThrow('cancelled');
});
