/** What a number field holds; text that is no number stays as it was typed, so that the server says what is right. */
export function numberOr(text: string): number | string {
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}

/** Lists are typed a line each; empty lines are none. */
export function linesOf(typed: string): string[] {
  return typed.split('\n').flatMap((line) => line.trim() || []);
}
