import { describe, expect, test } from 'vitest';
import { hidden, redact, redactText } from './redact';

describe('what looks like a secret by its key', () => {
  test.each([
    'password',
    'newPassword',
    'PASSWD',
    'secret',
    'clientSecret',
    'token',
    'apiKey',
    'api_key',
    'privateKey',
    'passwordHash',
    'authorization',
    'cookie',
    'credentials',
  ])('%s', (key) => {
    expect(redact({ [key]: 'x' })).toEqual({ [key]: hidden });
    expect(redact({ deep: [{ [key]: { value: 'x' } }] })).toEqual({ deep: [{ [key]: hidden }] });
    expect(redact({ [key]: 1234 })).toEqual({ [key]: hidden });
  });

  test('yes, no, nothing, and what is only about one, stay', () => {
    const about = {
      mustChangePassword: true,
      password: null,
      tokenId: 't1',
      passwordChangedAt: 5,
      secretsSet: ['user'],
    };
    expect(redact(about)).toEqual(about);
  });
});

describe('what looks like a secret by itself', () => {
  test.each([
    ['the key cb_0123456789abcdef0123 was used', `the key ${hidden} was used`],
    ['Authorization: Bearer abcdefgh.ijk', `Authorization: ${hidden}`],
    ['http://user:pass@10.0.0.7/x', 'http://…@10.0.0.7/x'],
    ['it is https://crm.example/in?token=x', 'it is https://crm.example/in?token=…'],
    ['$argon2id$v=19$m=65536$c2FsdA$aGFzaA', hidden],
  ])('%s', (text, kept) => {
    expect(redactText(text)).toBe(kept);
    expect(redact({ note: text })).toEqual({ note: kept });
  });

  test('ordinary words and addresses stay', () => {
    const text = 'Basic plan of cb_7 at https://pbx.example:8443/a/b by anna@example.org';
    expect(redactText(text)).toBe(text);
  });
});

test('what is too long, too deep or too many is cut, and says so', () => {
  expect(redactText('x'.repeat(5000))).toHaveLength(2001);
  const deep: Record<string, unknown> = {};
  deep.self = deep;
  expect(JSON.stringify(redact(deep))).toContain('[too deep]');
  const many = redact(Array.from({ length: 1000 }, (_, index) => index)) as unknown[];
  expect(many).toHaveLength(201);
  expect(many.at(-1)).toBe('[800 more]');
});

test('a null byte, which no database takes as text, becomes something that is one', () => {
  expect(redactText('a\u0000b')).toBe('a\ufffdb');
});
