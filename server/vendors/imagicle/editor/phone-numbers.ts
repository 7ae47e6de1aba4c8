import type { FieldValue } from '@/lib/editing/records';

/** Longest of one field of numbers, all together. */
export const longestNumbers = 255;

/** What is wrong with the numbers of a queue; null when nothing is. */
export function numbersMisfit(value: FieldValue): string | null {
  const numbers = numbersIn(value);
  if (numbers.length === 0) return 'must have at least one number';
  if (numbers.some((number) => /^sips?:/i.test(number))) return 'must be without "sip:" before it';
  if (new Set(numbers.map((number) => number.toLowerCase())).size < numbers.length) return 'has the same number twice';
  return numbers.join(',').length > longestNumbers
    ? `must have at most ${longestNumbers} characters, all numbers together`
    : null;
}

/** As a form has it: the numbers without what is blank. */
export function numbersIn(value: FieldValue): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((entry) => (typeof entry === 'string' && entry.trim() !== '' ? [entry.trim()] : []));
}

/** As Imagicle gets it: one as a text, unless it was in a list before. */
export function writtenNumbers(value: FieldValue, former: unknown): string | string[] {
  const numbers = numbersIn(value);
  const [only = ''] = numbers;
  return numbers.length > 1 || Array.isArray(former) ? numbers : only;
}
