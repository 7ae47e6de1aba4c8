import { describe, expect, it } from 'vitest';
import { findMatches } from './find-matches';

const thing = (label: string, detail = '') => ({ key: label, label, detail, href: '/' });
const labels = (things: readonly { label: string }[]) => things.map((one) => one.label);

describe('findMatches', () => {
  const things = [
    thing('Sales support', 'queue, Milan'),
    thing('Support DE', 'queue, Milan'),
    thing('Jörg Åström', 'agent, 101'),
  ];

  it('wants every word, in the label or the detail, without regard to case and accents', () => {
    expect(labels(findMatches('astrom JORG', things))).toEqual(['Jörg Åström']);
    expect(labels(findMatches('101', things))).toEqual(['Jörg Åström']);
    expect(findMatches('support helsinki', things)).toEqual([]);
  });

  it('puts what starts with the query first', () => {
    expect(labels(findMatches('supp', things))).toEqual(['Support DE', 'Sales support']);
  });

  it('shows the first things before anything is typed, and never more than asked', () => {
    expect(findMatches('  ', things, 2)).toHaveLength(2);
  });
});
