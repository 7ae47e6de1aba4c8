import { describe, expect, test } from 'vitest';
import { fitStrip } from './source-strip-fit';

const well = (name: string) => ({ name, words: '1 s', shortWords: '1 s', isTroubled: false });
const lost = {
  name: 'Lucca',
  words: 'needs attention: user or password refused',
  shortWords: 'needs attention',
  isTroubled: true,
};

describe('the source strip', () => {
  test('says all of everybody where there is room', () => {
    expect(fitStrip([well('Milan'), lost], 60).levels).toEqual(['full', 'full']);
  });

  test('shortens the well ones before the troubled', () => {
    expect(fitStrip([well('Milan'), lost], 30).levels).toEqual(['name', 'full']);
    expect(fitStrip([well('Milan'), lost], 20).levels).toEqual(['name', 'short']);
    expect(fitStrip([well('Milan'), lost], 16)).toEqual({ levels: ['hidden', 'short'], hidden: 1 });
  });

  test('counts whom it cannot name', () => {
    const many = Array.from({ length: 40 }, () => lost);
    const { levels, hidden } = fitStrip(many, 20);
    expect(levels.filter((level) => level === 'name')).toHaveLength(40 - hidden);
    expect(hidden).toBeGreaterThan(30);
  });
});
