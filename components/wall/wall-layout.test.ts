import { describe, expect, test } from 'vitest';
import { minTextPx } from './text-size';
import { maxTiles, type WallGrid, wallLayout } from './wall-layout';

const fullHd = { width: 1920, height: 1080 };
const room = { ...fullHd, diagonalInch: 55, seatMetres: 5 };

function grid(screen: typeof room, queueCount: number): WallGrid {
  const layout = wallLayout(screen, queueCount);
  if (layout.mode !== 'grid') throw new Error('expected a grid');
  return layout;
}

describe('smallest text that can be read', () => {
  test.each([
    [43, [39, 65, 104]],
    [55, [31, 51, 82]],
    [65, [26, 43, 69]],
    [75, [22, 37, 60]],
  ])('%i inch at 3, 5 and 8 m', (diagonalInch, expected) => {
    const found = [3, 5, 8].map((seatMetres) => minTextPx({ ...fullHd, diagonalInch, seatMetres }));
    expect(found).toEqual(expected);
  });

  test('twice the pixels on the same glass are twice the size', () => {
    const ultraHd = { width: 3840, height: 2160, diagonalInch: 55, seatMetres: 5 };
    expect(minTextPx(ultraHd)).toBeCloseTo(2 * minTextPx(room), -0.5);
  });
});

describe('the wall', () => {
  test('in a usual room shows a hero, six tiles and the agents', () => {
    const layout = grid(room, 18);
    expect(layout).toMatchObject({ textPx: 51, isLegible: true });
    expect(layout.hero.parts).toHaveLength(6);
    expect(layout.panelWidth).not.toBeNull();
    expect(layout.tiles.shown).toBe(6);
  });

  test.each([
    ['near', { ...room, seatMetres: 2 }],
    ['usual', room],
    ['far', { ...room, seatMetres: 8 }],
    ['4K', { ...room, width: 3840, height: 2160 }],
    ['portrait', { ...room, width: 1080, height: 1920 }],
    ['a laptop', { width: 1440, height: 900, diagonalInch: 14, seatMetres: 0.6 }],
    ['a tablet', { width: 820, height: 1180, diagonalInch: 11, seatMetres: 0.5 }],
    ['small for its room', { ...room, diagonalInch: 32, seatMetres: 12 }],
  ])('never needs scrolling: %s', (_, screen) => {
    for (const count of [0, 1, 2, 3, 5, 7, 11, 12, 18, 60]) {
      const { margin, hero, bodyHeight, stripHeight, gapPx, panelWidth, tiles } = grid(screen, count);
      const { columns, rows, tileWidth, tileHeight } = tiles;
      expect(2 * margin.y + hero.height + bodyHeight + stripHeight + 2 * gapPx).toBeLessThanOrEqual(screen.height);
      expect(rows * tileHeight + (rows - 1) * gapPx).toBeLessThanOrEqual(bodyHeight);
      const width = columns * tileWidth + (columns - 1) * gapPx + (panelWidth === null ? 0 : panelWidth + gapPx);
      expect(2 * margin.x + width).toBeLessThanOrEqual(screen.width);
      expect(tiles.shown).toBeLessThanOrEqual(Math.min(Math.max(1, count), maxTiles, columns * rows));
      expect(tiles.shown).toBeGreaterThan(0);
    }
  });

  test('keeps text as large as its farthest seat needs, down to fewer tiles', () => {
    const far = grid({ ...room, seatMetres: 8 }, 18);
    expect(far.isLegible).toBe(true);
    expect(far.textPx).toBeGreaterThanOrEqual(82);
    expect(far.tiles.shown).toBeGreaterThanOrEqual(1);
    expect(far.hero.parts).toContain('longest');
  });

  test('says when no arrangement can be read from the farthest seat', () => {
    expect(grid({ ...room, diagonalInch: 24, seatMetres: 15 }, 18).isLegible).toBe(false);
  });

  test('takes larger text where people sit near and there is room', () => {
    const near = { ...room, seatMetres: 1 };
    expect(grid(near, 12).textPx).toBeGreaterThan(2 * minTextPx(near));
  });

  test('shows twelve tiles at most, however near people sit', () => {
    expect(grid({ ...room, seatMetres: 2 }, 60).tiles.shown).toBe(12);
  });

  test.each([1, 2, 3, 4])('fills the wall with %i queues: text grows, cells are not left empty', (count) => {
    const { tiles, bodyHeight, textPx } = grid(room, count);
    expect(tiles.columns * tiles.rows).toBe(count);
    expect(tiles.rows * tiles.tileHeight).toBeGreaterThan(bodyHeight * 0.95);
    expect(tiles.textPx).toBeGreaterThanOrEqual(textPx);
  });

  test('leaves text out of the five per cent a television may cut off', () => {
    const { margin, textPx } = grid(room, 18);
    const padding = textPx * 0.35;
    expect(margin.x + padding).toBeGreaterThanOrEqual(1920 * 0.05 - 0.5);
    expect(margin.y + padding).toBeGreaterThanOrEqual(1080 * 0.05 - 0.5);
  });

  test('is a list on a phone', () => {
    expect(wallLayout({ width: 390, height: 844, diagonalInch: 6, seatMetres: 0.4 }, 18)).toEqual({ mode: 'list' });
  });
});
