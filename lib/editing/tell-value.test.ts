import { expect, test } from 'vitest';
import { makeField, picksOf } from './fixtures/make-field';
import type { FieldValue } from './records';
import { tellMoves, tellValue } from './tell-value';

const seconds = makeField('x', { kind: 'number', unit: 's' });
const colour = makeField('x', { kind: 'choice', picks: picksOf('Red') });
const crew = makeField('x', { kind: 'members', picks: picksOf('Ada', 'Bob', 'Cy'), levels: picksOf('Main', 'Spill') });
const at = (...members: [string, string][]) => members.map(([of, level]) => ({ of, level }));

test.each<[Parameters<typeof tellValue>[0], FieldValue, string]>([
  [undefined, null, 'nothing'],
  [undefined, '', 'nothing'],
  [undefined, [], 'nothing'],
  [undefined, true, 'yes'],
  [seconds, 5, '5 s'],
  [seconds, 'ten', 'ten s'],
  [makeField('sip_pwd'), 'hunter2', 'something that is not shown'],
  [makeField('sip_pwd'), '', 'nothing'],
  [colour, 'red', 'Red'],
  [colour, '<script>', '<script>'],
  [crew, at(['ada', 'main'], ['zed', '']), 'Ada (Main), zed'],
  [undefined, at(['ada', 'main']), 'ada (main)'],
  [
    undefined,
    Array.from({ length: 14 }, (_, index) => `q${index}`),
    `${[...Array(12).keys()].map((index) => `q${index}`).join(', ')} and 2 more`,
  ],
])('%#: %j', (field, value, words) => expect(tellValue(field, value)).toBe(words));

test('of members it says who came, went and moved', () => {
  const before = at(['ada', 'main'], ['bob', 'main']);
  expect(tellMoves(crew, before, at(['ada', 'spill'], ['cy', 'main']))).toBe(
    'added: Cy (Main); taken out: Bob (Main); moved: Ada from Main to Spill',
  );
  expect(tellMoves(crew, null, at(['ada', '']))).toBe('added: Ada');
  expect(tellMoves(undefined, ['a'], ['b'])).toBe('added: b; taken out: a');
  expect(tellMoves(seconds, 1, 2)).toBeNull();
  expect(tellMoves(undefined, 'a', 'b')).toBeNull();
  expect(tellMoves(crew, before, before)).toBeNull();
});
