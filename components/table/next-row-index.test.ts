import { describe, expect, it } from 'vitest';
import { nextRowIndex } from './next-row-index';

describe('nextRowIndex', () => {
  it('moves by one, by a page and to the ends, and never past them', () => {
    expect(nextRowIndex('ArrowDown', 4, 10, 5)).toBe(5);
    expect(nextRowIndex('ArrowDown', 9, 10, 5)).toBe(9);
    expect(nextRowIndex('ArrowUp', 0, 10, 5)).toBe(0);
    expect(nextRowIndex('PageDown', 7, 10, 5)).toBe(9);
    expect(nextRowIndex('PageUp', 7, 10, 5)).toBe(2);
    expect(nextRowIndex('Home', 7, 10, 5)).toBe(0);
    expect(nextRowIndex('End', 0, 10, 5)).toBe(9);
  });

  it('starts at the first row when none is active, and leaves other keys alone', () => {
    expect(nextRowIndex('ArrowDown', -1, 10, 5)).toBe(0);
    expect(nextRowIndex('a', 3, 10, 5)).toBeNull();
    expect(nextRowIndex('ArrowDown', -1, 0, 5)).toBeNull();
  });
});
