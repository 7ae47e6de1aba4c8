import { type HeroLayout, heroLayout } from './hero-layout';
import { minTextPx, type ScreenGeometry } from './text-size';

/** The smallest size of the type scale, however near the seat. */
const leastTextPx = 12;
/** Nobody reads a wall of thirty tiles. */
export const maxTiles = 12;
/** A television may cut off this share at each edge: no text there. */
const overscan = 0.05;
/** What a tile needs, in ems of its own text. */
const tileEm = { width: 8.7, height: 5.7 } as const;
/** A tile that has the room grows its text up to this many times the smallest that can be read. */
const maxTileGrowth = 2.4;
const panelEm = 7.6;
const panelShare = 0.2;
const stripEm = 1.5;
/** Narrower than this is somebody's phone: a list to read, not a wall to look at. */
const phoneWidth = 700;
/** Gaps in ems of the label, to the four-pixel grid. */
const gapEm = 0.235;
/** Near seats need no large text, but a wall that has the room takes it, down to hero figures of this many ems. */
const heroWorthEm = 2.6;

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** How many tiles are shown; the rest are named by number only. */
  readonly shown: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly textPx: number;
}

export interface WallGrid {
  readonly mode: 'grid';
  /** Labels' size, px; every other size follows from it. */
  readonly textPx: number;
  /** False when the screen is too small for its farthest seat even with the least on it. */
  readonly isLegible: boolean;
  readonly gapPx: number;
  /** From the screen's edge to the frame; the frame's own padding keeps text inside the overscan margin. */
  readonly margin: { readonly x: number; readonly y: number };
  readonly hero: HeroLayout & { readonly height: number; readonly subLines: number };
  /** What is left of the width between the margins, px. */
  readonly frameWidth: number;
  readonly bodyHeight: number;
  readonly stripHeight: number;
  /** Null where tiles need all the width. */
  readonly panelWidth: number | null;
  readonly tiles: TileGrid;
}

export type WallLayout = WallGrid | { readonly mode: 'list' };

/** Where everything on the wall goes, from the screen and the number of queues alone. Pure; all sizes in CSS px. */
export function wallLayout(screen: ScreenGeometry, queues: number): WallLayout {
  // The notice that stands where there is no queue takes one place.
  const queueCount = Math.max(1, queues);
  if (screen.width < phoneWidth) return { mode: 'list' };
  const needed = Math.max(leastTextPx, minTextPx(screen));
  for (let textPx = needed; textPx > leastTextPx || textPx === needed; textPx = Math.floor(textPx * 0.95)) {
    const found = compositions
      .map((composition) => compose(screen, queueCount, textPx, composition))
      .filter((grid) => grid.tiles.shown > 0);
    const best = found.find((grid) => grid.tiles.shown >= Math.min(4, queueCount)) ?? found[0];
    if (best) return { ...grow(screen, queueCount, best), isLegible: textPx === needed };
  }
  return { ...compose(screen, queueCount, leastTextPx, compositions[1]), isLegible: false };
}

/** As much larger as everything that is shown stays shown. */
function grow(screen: ScreenGeometry, queueCount: number, least: WallGrid): WallGrid {
  const composition = { hasPanel: least.panelWidth !== null, subLines: least.hero.subLines };
  let best = least;
  for (let textPx = least.textPx + 1; textPx <= least.textPx * maxTileGrowth; textPx += 1) {
    const grid = compose(screen, queueCount, textPx, composition);
    const isPoorer = grid.tiles.shown < least.tiles.shown || grid.hero.parts.length < least.hero.parts.length;
    if (isPoorer || grid.hero.valueEm < Math.min(least.hero.valueEm, heroWorthEm)) break;
    best = grid;
  }
  return best;
}

/** From all there is to the least; the first that shows enough tiles wins. */
const compositions = [
  { hasPanel: true, subLines: 2 },
  { hasPanel: false, subLines: 1 },
] as const;
interface Composition {
  readonly hasPanel: boolean;
  readonly subLines: number;
}

function compose(screen: ScreenGeometry, queueCount: number, textPx: number, { hasPanel, subLines }: Composition) {
  const gapPx = gapOf(textPx);
  const padding = Math.round(textPx * 0.35);
  const margin = {
    x: Math.max(gapPx, Math.ceil(screen.width * overscan) - padding),
    y: Math.max(gapPx, Math.ceil(screen.height * overscan) - padding),
  };
  const frame = { width: screen.width - 2 * margin.x, height: screen.height - 2 * margin.y };
  const hero = heroLayout(frame.width / textPx, (frame.height / textPx) * 0.31, subLines);
  const heroHeight = Math.round(hero.heightEm * textPx);
  const stripHeight = Math.round(stripEm * textPx);
  const bodyHeight = frame.height - heroHeight - stripHeight - 2 * gapPx;
  const panelWidth = hasPanel ? Math.round(Math.max(panelEm * textPx, frame.width * panelShare)) : null;
  const tilesWidth = frame.width - (panelWidth === null ? 0 : panelWidth + gapPx);
  return {
    mode: 'grid',
    textPx,
    isLegible: true,
    gapPx,
    margin,
    hero: { ...hero, height: heroHeight, subLines },
    frameWidth: frame.width,
    bodyHeight,
    stripHeight,
    panelWidth,
    tiles: tileGrid(tilesWidth, bodyHeight, queueCount, textPx),
  } as const satisfies WallGrid;
}

const gapOf = (textPx: number) => Math.max(8, 4 * Math.round((textPx * gapEm) / 4));

/** The grid that lets the tiles' text grow most: few queues fill the wall as well as many do. */
export function tileGrid(width: number, height: number, queueCount: number, textPx: number): TileGrid {
  const gapPx = gapOf(textPx);
  const columnsMax = Math.max(0, Math.floor((width + gapPx) / (tileEm.width * textPx + gapPx)));
  const rowsMax = Math.max(0, Math.floor((height + gapPx) / (tileEm.height * textPx + gapPx)));
  const shown = Math.min(maxTiles, queueCount, columnsMax * rowsMax);
  let best: TileGrid | null = null;
  for (let columns = 1; columns <= columnsMax; columns += 1) {
    const rows = Math.ceil(shown / columns);
    if (rows > rowsMax) continue;
    const grid = gridOf(width, height, columns, Math.max(1, rows), shown, textPx);
    if (best === null || worth(grid) > worth(best)) best = grid;
  }
  return best ?? gridOf(width, height, Math.max(1, columnsMax), Math.max(1, rowsMax), shown, textPx);
}

/** An empty cell costs what a smaller text would. */
function worth({ columns, rows, shown, textPx }: TileGrid): number {
  return shown === 0 ? 0 : textPx * (shown / (columns * rows));
}

function gridOf(width: number, height: number, columns: number, rows: number, shown: number, textPx: number): TileGrid {
  const gapPx = gapOf(textPx);
  const tileWidth = Math.floor((width - gapPx * (columns - 1)) / columns);
  const tileHeight = Math.floor((height - gapPx * (rows - 1)) / rows);
  const fits = Math.floor(Math.min(tileWidth / tileEm.width, tileHeight / tileEm.height));
  return {
    columns,
    rows,
    shown,
    tileWidth,
    tileHeight,
    textPx: Math.max(textPx, Math.min(fits, Math.floor(textPx * maxTileGrowth))),
  };
}
