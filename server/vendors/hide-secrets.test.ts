import { describe, expect, test } from 'vitest';
import { hideSecrets } from './hide-secrets';

describe('what a vendor repeats', () => {
  test.each([
    ['No: ann', 'No: …'],
    ['No: annual-9', 'No: …'],
    [`basic ${Buffer.from('ann:annual-9').toString('base64')}`, 'basic …'],
    ['No such user', 'No such user'],
  ])('%s has no secret', (text, shown) => {
    expect(hideSecrets(text, { user: 'ann', password: 'annual-9', apiKey: undefined, token: '' })).toBe(shown);
  });

  test('has none in JSON or in an address either', () => {
    const secrets = { key: 'a"b c' };
    expect(hideSecrets(JSON.stringify(secrets), secrets)).toBe('{"key":"…"}');
    expect(hideSecrets('No answer of https://a:b@c.example/d?e=f', {})).toBe('No answer of https://…@c.example/d?e=…');
    expect(hideSecrets(`/x?key=${encodeURIComponent(secrets.key)}`, secrets)).toBe('/x?key=…');
  });
});
