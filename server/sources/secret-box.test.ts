import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretBox, SealError } from './secret-box';

const [first, second] = [randomBytes(32), randomBytes(32)];
const box = createSecretBox({ current: first, old: [] });

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    expect(error.message).not.toContain('Zq8');
    return error.reason;
  }
  return 'opened';
}

describe('what is sealed', () => {
  it.each(['Zq8-secret', '', 'ü – 漢字 \u{1f600}', 'x'.repeat(8000), ' \t"\'$`\\'])('%j is opened again', (secret) => {
    expect(box.open('milan', 'password', box.seal('milan', 'password', secret))).toBe(secret);
  });

  it('never looks the same twice and does not show what is inside', () => {
    const sealed = [box.seal('milan', 'password', 'Zq8-secret'), box.seal('milan', 'password', 'Zq8-secret')];
    expect(new Set(sealed).size).toBe(2);
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(2);
    for (const text of sealed) {
      expect(text).toMatch(/^v1\.[0-9a-f]{12}\.[\w-]{16}\.[\w-]+$/);
      expect(Buffer.from(text.split('.')[3]!, 'base64url').toString('latin1')).not.toContain('Zq8');
    }
  });

  it('cannot be moved to another source or field, nor between places that read alike', () => {
    const sealed = box.seal('milan', 'password', 'Zq8-secret');
    expect(failure(() => box.open('lucca', 'password', sealed))).toBe('damaged');
    expect(failure(() => box.open('milan', 'apiKey', sealed))).toBe('damaged');
    const odd = box.seal('a', 'b","c', 'Zq8-secret');
    expect(failure(() => box.open('a","b', 'c', odd))).toBe('damaged');
  });

  it('is refused when any single part was changed, and never half opened', () => {
    const sealed = box.seal('milan', 'password', 'Zq8-secret');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character of a part may hold bits that stand for nothing.
      if (Buffer.from(changed.split('.')[3] ?? '', 'base64url').equals(bodyOf(sealed)) && at > sealed.lastIndexOf('.'))
        continue;
      expect([at, failure(() => box.open('milan', 'password', changed))]).not.toEqual([at, 'opened']);
    }
  });

  it.each(['', 'v1', 'v1...', 'plain text', 'v2.a.b.c', `v1.${'0'.repeat(12)}.AAAAAAAAAAAAAAAA.AAAA`, '\0', 'null'])(
    '%j is none',
    (text) => expect(failure(() => box.open('milan', 'password', text))).not.toBe('opened'),
  );

  it('a tag that was cut short is refused', () => {
    const [version, keyId, nonce, body] = box.seal('milan', 'password', '').split('.');
    const cut = Buffer.from(body!, 'base64url').subarray(0, 4).toString('base64url');
    expect(failure(() => box.open('milan', 'password', [version, keyId, nonce, cut].join('.')))).toBe('damaged');
  });
});

describe('another key', () => {
  const sealed = box.seal('milan', 'password', 'Zq8-secret');

  it('opens nothing and says that it is another', () => {
    const other = createSecretBox({ current: second, old: [] });
    expect(failure(() => other.open('milan', 'password', sealed))).toBe('foreign');
  });

  it('opens what the old one sealed while that is named, and seals with its own', () => {
    const both = createSecretBox({ current: second, old: [first] });
    expect(both.open('milan', 'password', sealed)).toBe('Zq8-secret');
    expect(both.isCurrent(sealed)).toBe(false);
    const anew = both.seal('milan', 'password', 'Zq8-secret');
    expect(both.isCurrent(anew)).toBe(true);
    expect(createSecretBox({ current: second, old: [] }).open('milan', 'password', anew)).toBe('Zq8-secret');
  });

  it('cannot be pretended by the name of a key', () => {
    const other = createSecretBox({ current: second, old: [first] });
    const named = other.seal('milan', 'password', 'Zq8-secret').split('.');
    const foreign = sealed.split('.');
    expect(failure(() => other.open('milan', 'password', [named[0], foreign[1], named[2], named[3]].join('.')))).toBe(
      'damaged',
    );
  });
});

function bodyOf(sealed: string): Buffer {
  return Buffer.from(sealed.split('.')[3]!, 'base64url');
}
