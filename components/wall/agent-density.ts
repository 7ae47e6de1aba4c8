/** How much of each agent the grid shows; glyphs and counts are not text and may be small. */
export type AgentDensity = 'names' | 'initials' | 'glyphs' | 'counts';

export interface AgentGridLayout {
  readonly density: AgentDensity;
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Room for the time in state beside a name. */
  readonly hasTime: boolean;
}

/** Cells in ems of the label; below the second a name is cut more than it is read. */
const nameWithTimeEm = 9.6;
const nameEm = 6;
const initialsEm = 2.9;
const textLineEm = 1.3;
/** A dot smaller than this cannot be told from its neighbour. */
const glyphMinPx = 13;
const glyphMaxEm = 1.25;

export const noGrid: AgentGridLayout = {
  density: 'counts',
  columns: 0,
  rows: 0,
  cellWidth: 0,
  cellHeight: 0,
  hasTime: false,
};

/** The richest density at which all `count` agents fit into `width` × `height` px; counts alone where none does. */
export function agentGrid(width: number, height: number, count: number, textPx: number): AgentGridLayout {
  const line = Math.floor(textLineEm * textPx);
  return (
    textCells('names', nameWithTimeEm * textPx, true) ??
    textCells('names', nameEm * textPx, false) ??
    textCells('initials', initialsEm * textPx, false) ??
    glyphCells(width, height, count, textPx) ??
    noGrid
  );

  function textCells(density: AgentDensity, minWidth: number, hasTime: boolean): AgentGridLayout | null {
    const columns = Math.floor(width / minWidth);
    const rows = Math.floor(height / line);
    if (columns < 1 || columns * rows < count) return null;
    const used = Math.max(1, Math.min(columns, Math.ceil(count / rows)));
    return { density, columns: used, rows, cellWidth: Math.floor(width / used), cellHeight: line, hasTime };
  }
}

function glyphCells(width: number, height: number, count: number, textPx: number): AgentGridLayout | null {
  for (let cell = Math.floor(glyphMaxEm * textPx); cell >= glyphMinPx; cell -= 1) {
    const columns = Math.floor(width / cell);
    const rows = Math.floor(height / cell);
    if (columns * rows >= count) {
      return { density: 'glyphs', columns, rows, cellWidth: cell, cellHeight: cell, hasTime: false };
    }
  }
  return null;
}

/** First letters of the first and the last word: `Anna Maria Rossi` → `AR`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/u).filter((word) => word !== '');
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '?';
  const letter = (word: string) => ([...word][0] ?? '').toLocaleUpperCase();
  return words.length === 1 ? [...first].slice(0, 2).join('').toLocaleUpperCase() : letter(first) + letter(last);
}
