/** Whether an agent serves a queue. */
export function servingWords(serving: boolean | null): string {
  if (serving === null) return 'not known';
  return serving ? 'serving' : 'not serving';
}
