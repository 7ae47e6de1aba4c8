/** Text for comparing what people type: without case and accents. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();
}

/** What somebody typed as words to look for. */
export function wordsOf(query: string): readonly string[] {
  return foldText(query).split(/\s+/).filter(Boolean);
}

/** Folds what a record is found by, once per record: records are immutable. */
export function foldOnce<Row extends object>(textOf: (row: Row) => string): (row: Row) => string {
  const held = new WeakMap<Row, string>();
  return (row) => {
    const before = held.get(row);
    if (before !== undefined) return before;
    const folded = foldText(textOf(row));
    held.set(row, folded);
    return folded;
  };
}
