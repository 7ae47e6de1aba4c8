import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** One line that a person types: trimmed, without control characters, at most `max` characters. */
export function line(max: number) {
  return z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !control.test(text), 'must be one line without control characters');
}

/** An id of ours or of the floor. */
export const anId = line(500);

export const done = z.strictObject({ ok: z.literal(true) });
