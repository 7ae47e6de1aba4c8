import type { LookupFunction } from 'node:net';
import { expect, it } from 'vitest';
import { createSharedLookup } from './shared-lookup';

function start() {
  const asked: { hostname: string; answer: Parameters<LookupFunction>[2] }[] = [];
  const lookup = createSharedLookup((hostname, _options, answer) => void asked.push({ hostname, answer }));
  const ask = (hostname: string, all = true) =>
    new Promise((resolve, reject) => {
      lookup(hostname, { all }, (error, address) => (error ? reject(error) : resolve(address)));
    });
  return { asked, ask };
}

it('asks once for all who want the same name meanwhile, and anew for the next', async () => {
  const { asked, ask } = start();
  const answers = [ask('qm.example'), ask('qm.example'), ask('other.example'), ask('qm.example', false)];
  expect(asked.map(({ hostname }) => hostname)).toEqual(['qm.example', 'other.example', 'qm.example']);
  for (const [index, { answer }] of asked.entries()) answer(null, `10.0.0.${index}`, 4);
  expect(await Promise.all(answers)).toEqual(['10.0.0.0', '10.0.0.0', '10.0.0.1', '10.0.0.2']);
  void ask('qm.example');
  expect(asked).toHaveLength(4);
});

it('tells a failure to all of them', async () => {
  const { asked, ask } = start();
  const answers = Promise.allSettled([ask('qm.example'), ask('qm.example')]);
  const reason = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  asked[0]?.answer(reason, '', 4);
  expect(await answers).toEqual([
    { status: 'rejected', reason },
    { status: 'rejected', reason },
  ]);
});
