import { describe, expect, it } from 'vitest';
import { parseDurationMs, parseInstant, parseNumber } from './figures';
import { plainText, scalarText } from './plain-text';

describe('figures as QueueMetrics writes them', () => {
  it.each([
    ['12', 12],
    ['1,477', 1477],
    ['12,345,678.5', 12_345_678.5],
    ['1.5', 1.5],
    ['99.9%', 99.9],
    ['-3', -3],
    ['1,47', null],
    ['', null],
    ['-', null],
    ['n/a', null],
    ['0x10', null],
    ['9'.repeat(400), null],
  ])('number %j is %j', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each([
    ['387', 387_000],
    ['387.1 s.', 387_100],
    ['1,477', 1_477_000],
    ['0:00', 0],
    ['0:07', 7000],
    ['1:22:45', 4_965_000],
    ['158.8 H', 571_680_000],
    ['2 min', 120_000],
    ['-1', null],
    ['', null],
    ['soon', null],
    ['5 apples', null],
  ])('duration %j is %j ms', (text, value) => expect(parseDurationMs(text)).toBe(value));

  it.each([
    ['1689601183', 1_689_601_183_000],
    ['1689601183.25', 1_689_601_183_250],
    ['0', null],
    ['', null],
    ['yesterday', null],
  ])('instant %j is %j', (text, value) => expect(parseInstant(text)).toBe(value));
});

describe('plainText', () => {
  it.each([
    ['N. agents&nbsp;', 'N. agents'],
    ['&Agrave; la carte &#8211; caf&eacute;', 'À la carte – café'],
    ['&lt;b&gt;x&lt;/b&gt; &amp;amp;', '<b>x</b> &amp;'],
    ['&#x1F600;&#0;&#xD800;&bogus; &', '😀&#0;&#xD800;&bogus; &'],
    ['a\u0000b\r\n\tc', 'a b c'],
    ['Ann \ud83d', 'Ann \ufffd'],
    ['Ann \u{1F600}', 'Ann 😀'],
  ])('%j is %j', (value, text) => expect(plainText(value)).toBe(text));

  it('writes scalars out and refuses the rest', () => {
    expect([7, true, null, undefined].map(scalarText)).toEqual(['7', 'true', '', '']);
    expect([{}, ['x']].map(scalarText)).toEqual([undefined, undefined]);
  });
});
