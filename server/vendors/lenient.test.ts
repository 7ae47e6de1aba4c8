import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anyCase, lenientCount, lenientDuration, lenientFlag, lenientId, lenientList, lenientText } from './lenient';

describe('lenient values', () => {
  it('takes numbers as strings and strings as numbers', () => {
    expect(lenientCount.parse('12')).toBe(12);
    expect(lenientText.parse(201)).toBe('201');
    expect(lenientId.parse(561814)).toBe('561814');
    expect([lenientFlag.parse('True'), lenientFlag.parse(0)]).toEqual([true, false]);
  });

  it('keeps unknown apart from zero', () => {
    for (const nothing of [undefined, null, '']) {
      expect(lenientCount.parse(nothing)).toBeNull();
      expect(lenientText.parse(nothing)).toBeNull();
      expect(lenientFlag.parse(nothing)).toBeNull();
    }
    expect(lenientCount.parse(0)).toBe(0);
    expect(lenientCount.parse(-1)).toBeNull();
    expect(lenientDuration.parse(-40)).toBe(0);
  });

  it('does not know numbers past all counting', () => {
    expect([lenientCount.parse(1e308), lenientCount.parse('1e300'), lenientDuration.parse(1e308)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('replaces half of a character, which no address could carry', () => {
    expect(lenientId.parse('Ann \ud83d')).toBe('Ann \ufffd');
    expect(lenientText.parse('Ann 😀')).toBe('Ann 😀');
  });

  it('refuses what is something else', () => {
    for (const other of ['many', {}, [], true]) expect(lenientCount.safeParse(other).success).toBe(false);
    for (const nothing of [undefined, null, '  ']) expect(lenientId.safeParse(nothing).success).toBe(false);
    expect(lenientFlag.safeParse('perhaps').success).toBe(false);
  });

  it('leaves markup in text as it is', () => {
    expect(lenientText.parse(' <b>&lt;Ann&gt;</b> ')).toBe('<b>&lt;Ann&gt;</b>');
  });
});

describe('anyCase', () => {
  const row = anyCase({ agentId: lenientId, name: lenientText });

  it('finds keys in any case, prefers the exact one, leaves out the unknown', () => {
    expect(row.parse({ agentid: 'a', NAME: 'Ann', other: 1 })).toEqual({ agentId: 'a', name: 'Ann' });
    expect(row.parse({ agentId: 'exact', agentid: 'other' })).toEqual({ agentId: 'exact', name: null });
    expect(row.parse({ agentid: 'other', agentId: 'exact' })).toEqual({ agentId: 'exact', name: null });
  });

  it('names the path of what is missing', () => {
    const parsed = z.array(row).safeParse([{ agentId: 'a' }, { name: 'Ann' }]);
    expect(parsed.error?.issues[0]?.path).toEqual([1, 'agentId']);
  });

  it('takes one object for a list of one, and nothing else', () => {
    expect(lenientList(row).parse({ agentId: 'a' })).toHaveLength(1);
    expect(lenientList(row).safeParse('a').success).toBe(false);
    expect(lenientList(row).safeParse(null).success).toBe(false);
  });
});
