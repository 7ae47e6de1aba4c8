import { expect, test } from 'vitest';
import { createSignInLimit } from './sign-in-limit';

function start() {
  let now = 1_000_000;
  const limit = createSignInLimit(() => now);
  const fail = (times: number, username = 'ada', address = '10.0.0.1') =>
    Array.from({ length: times }, () => limit.attempt(username, address)).at(-1);
  return { limit, fail, wait: (ms: number) => (now += ms) };
}

test('the sixth failure of a name from one address waits until the first is a quarter of an hour old', () => {
  const { fail, wait } = start();
  expect(fail(5)).toEqual({ ok: true });
  wait(60_000);
  expect(fail(1, ' ADA')).toEqual({ ok: false, waitMs: 14 * 60_000 });
  expect(fail(1, 'ada', '10.0.0.2')).toEqual({ ok: true });
  expect(fail(1, 'bob')).toEqual({ ok: true });
  wait(14 * 60_000);
  expect(fail(1)).toEqual({ ok: true });
});

test('waiting attempts do not lengthen the wait', () => {
  const { fail, wait } = start();
  fail(5);
  wait(10 * 60_000);
  fail(20);
  wait(5 * 60_000);
  expect(fail(1)).toEqual({ ok: true });
});

test('who gets in is not held to have failed', () => {
  const { limit, fail } = start();
  for (let turn = 0; turn < 200; turn += 1) {
    expect(fail(1)).toEqual({ ok: true });
    limit.forgive('ada', '10.0.0.1');
  }
  fail(4);
  limit.forgive('ada', '10.0.0.1');
  expect(fail(5)).toEqual({ ok: true });
});

test('one address that tries many names is stopped, others are not', () => {
  const { limit, fail } = start();
  for (let name = 0; name < 50; name += 1) expect(limit.attempt(`name${name}`, '10.0.0.1')).toEqual({ ok: true });
  expect(fail(1, 'another')).toMatchObject({ ok: false });
  expect(fail(1, 'another', '10.0.0.2')).toEqual({ ok: true });
});
