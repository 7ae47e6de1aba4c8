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

test('all addresses of an IPv6 network are one caller, those of the next are not', () => {
  const { fail } = start();
  for (const end of ['::1', ':1:2:3:4', ':ffff::', '::a:b', ':0:0:0:9'])
    expect(fail(1, 'ada', `2001:db8:0:7${end}`)).toEqual({ ok: true });
  expect(fail(1, 'ada', '2001:DB8::7:0:0:0:5')).toMatchObject({ ok: false });
  expect(fail(1, 'ada', '2001:db8:0:8::1')).toEqual({ ok: true });
});

test('an IPv4 caller is the same through an IPv6 socket', () => {
  const { fail } = start();
  fail(5, 'ada', '10.0.0.1');
  expect(fail(1, 'ada', '::ffff:10.0.0.1')).toMatchObject({ ok: false });
  expect(fail(1, 'ada', '::ffff:10.0.0.2')).toEqual({ ok: true });
});

test('whoever guesses the admin’s password elsewhere does not lock the admin out', () => {
  const { fail } = start();
  expect(fail(200, 'admin', '10.6.6.6')).toMatchObject({ ok: false });
  expect(fail(1, 'admin', '10.0.0.1')).toEqual({ ok: true });
});

test('whoever sends many attempts at once waits behind themselves, nobody else does', async () => {
  const { limit } = start();
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const slow = (name: string) => () =>
    new Promise<void>((resolve) => {
      order.push(name);
      ends.push(resolve);
    });
  const first = limit.inTurn('10.6.6.6', slow('one'));
  const second = limit.inTurn('::ffff:10.6.6.6', slow('two'));
  void limit.inTurn('10.0.0.1', slow('other'));
  await expect.poll(() => order).toEqual(['one', 'other']);
  ends[0]?.();
  await first;
  await expect.poll(() => order).toEqual(['one', 'other', 'two']);
  ends[2]?.();
  await second;
  await expect(limit.inTurn('10.6.6.6', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await limit.inTurn('10.6.6.6', async () => 'goes on')).toBe('goes on');
});
