import { expect, it } from 'vitest';
import { allOrNone } from './all-or-none';

const untilAborted = (log: string[]) => (signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      log.push('aborted');
      reject(signal.reason);
    });
  });

it('answers all in their order', async () => {
  const all = await allOrNone(new AbortController().signal, [async () => 1, async () => 'two']);
  expect(all).toEqual([1, 'two']);
});

it('throws the first failure after the others have ended', async () => {
  const log: string[] = [];
  const failure = new Error('first');
  const run = allOrNone(new AbortController().signal, [untilAborted(log), async () => Promise.reject(failure)]);
  await expect(run).rejects.toBe(failure);
  expect(log).toEqual(['aborted']);
});

it('ends when its own signal does', async () => {
  const stop = new AbortController();
  const run = allOrNone(stop.signal, [untilAborted([])]);
  stop.abort(new Error('stopped'));
  await expect(run).rejects.toThrow('stopped');
});
