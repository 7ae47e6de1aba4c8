/** The words of a name without case, accents, titles of address and order: "Rossi, Anna" and "anna.rossi" are alike. */
export function nameWords(name: string): readonly string[] {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const local = folded.includes('@') ? folded.slice(0, folded.indexOf('@')) : folded;
  return local.split(/[^\p{L}\p{N}'’]+/u).filter((word) => word !== '' && !/^\d+$/.test(word));
}

export function nameKey(name: string): string {
  return [...nameWords(name)].sort().join(' ');
}
