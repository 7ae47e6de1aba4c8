import { z } from 'zod';

const form = 'must be a time: milliseconds since 1970, or as 2026-03-04T09:30:00Z';
const isMs = (text: string) => /^\d{1,15}$/.test(text);
const isIso = (text: string) =>
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));

/** An instant in an address, as milliseconds or as ISO 8601 with its zone; a day alone begins at midnight UTC. */
export const instantField = z
  .string(form)
  .refine((text) => isMs(text) || isIso(text), form)
  .transform((text) => (isMs(text) ? Number(text) : Date.parse(text)));

/** A whole number in an address. */
export function wholeField(least: number, most: number) {
  const words = `must be a whole number from ${least} to ${most}`;
  return z
    .string(words)
    .regex(/^\d{1,9}$/, words)
    .transform(Number)
    .refine((value) => value >= least && value <= most, words);
}
