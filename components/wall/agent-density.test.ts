import { describe, expect, test } from 'vitest';
import { agentGrid, initialsOf } from './agent-density';

const text = 51;

describe('the agent grid', () => {
  test.each([
    [3, 'names'],
    [12, 'initials'],
    [120, 'glyphs'],
    [2000, 'counts'],
  ])('%i agents', (count, density) => {
    expect(agentGrid(520, 330, count, text).density).toBe(density);
  });

  test('says less of each the more there are, and never more than fits', () => {
    const order = ['names', 'initials', 'glyphs', 'counts'];
    let last = 0;
    for (let count = 1; count <= 600; count += 1) {
      const grid = agentGrid(346, 190, count, text);
      const richness = order.indexOf(grid.density);
      expect(richness).toBeGreaterThanOrEqual(last);
      last = richness;
      if (grid.density === 'counts') continue;
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(grid.columns * grid.cellWidth).toBeLessThanOrEqual(346);
      expect(Math.ceil(count / grid.columns) * grid.cellHeight).toBeLessThanOrEqual(190);
    }
  });

  test('without room there are only counts', () => {
    expect(agentGrid(346, -20, 5, text).density).toBe('counts');
  });
});

test.each([
  ['Anna Rossi', 'AR'],
  ['Anna Maria de Rossi', 'AR'],
  ['Rossi, Anna', 'RA'],
  ['ölle', 'ÖL'],
  ['  ', '?'],
])('initials of %o', (name, initials) => expect(initialsOf(name)).toBe(initials));
