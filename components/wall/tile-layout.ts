import type { TileGrid } from './wall-layout';

/** How a tile of this shape arranges what it shows; all in ems of its own text. */
export interface TileLayout {
  readonly textPx: number;
  readonly valueEm: number;
  /** Room for words where a narrow tile has glyphs. */
  readonly isWide: boolean;
  /** Room for a trend across the whole tile. */
  readonly isTall: boolean;
}

const leastValueEm = 1.9;
const mostValueEm = 4.6;
/** A tile at its smallest; what is higher goes to the figure first. */
const leastHeightEm = 5.7;
const wideEm = 13;
/** From here on the figure's word stands under it, and the trend under all. */
const tallEm = 8.2;
const besideTallValueEm = 6.6;
/** Beside the figure: paddings, its word where that stands on the same line, and the mark. */
const besideValueEm = { flat: 5.9, tall: 2.4 } as const;
const twoDigitsEm = 1.35;

export function tileLayout({ tileWidth, tileHeight, textPx }: TileGrid): TileLayout {
  const widthEm = tileWidth / textPx;
  const heightEm = tileHeight / textPx;
  const isTall = heightEm >= tallEm;
  const byHeight = isTall ? heightEm - besideTallValueEm : leastValueEm + (heightEm - leastHeightEm) * 0.6;
  const byWidth = (widthEm - (isTall ? besideValueEm.tall : besideValueEm.flat)) / twoDigitsEm;
  return {
    textPx,
    valueEm: Math.max(leastValueEm, Math.min(mostValueEm, byHeight, byWidth)),
    isWide: widthEm >= wideEm,
    isTall,
  };
}
