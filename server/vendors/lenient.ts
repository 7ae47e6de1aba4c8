import { z } from 'zod';

/** Vendors write numbers as strings, strings as numbers, and leave things out. Absent, null and '' are null: not known. */
const isBlank = (value: unknown) => value === undefined || value === null || value === '';

function toNumber(value: unknown): unknown {
  if (isBlank(value)) return null;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value;
}

/** Half of a character of two code units, as text that was cut holds it; no address can carry it. */
const brokenHalf = /\p{Surrogate}/gu;

function toText(value: unknown): unknown {
  if (isBlank(value)) return null;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.replace(brokenHalf, '\ufffd').trim() || null : value;
}

function toFlag(value: unknown): unknown {
  if (isBlank(value)) return null;
  if (value === 1 || value === 0) return value === 1;
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : value;
}

/** Text, trimmed; never decoded: `&lt;` stays four characters. */
export const lenientText = z.preprocess(toText, z.string().nullable());

/** The id of something: must be there. */
export const lenientId = z.preprocess((value) => toText(value) ?? undefined, z.string());

export const lenientFlag = z.preprocess(toFlag, z.boolean().nullable());

export const lenientNumber = z.preprocess(toNumber, z.number().nullable());

/** A count; a negative one means "not known" to those who send it, and one past all counting is none. */
export const lenientCount = lenientNumber.transform((value) =>
  value === null || value < 0 || value > Number.MAX_SAFE_INTEGER ? null : Math.round(value),
);

/** An age or a length of time; clocks that disagree make it negative: then it has just begun. */
export const lenientDuration = lenientNumber.transform((value) =>
  value === null || value > Number.MAX_SAFE_INTEGER ? null : Math.max(0, Math.round(value)),
);

/** One thing where a list was meant is a list of one. */
export function lenientList<Row extends z.ZodType>(row: Row) {
  return z.preprocess((value) => (isObject(value) ? [value] : value), z.array(row));
}

/** An object whose keys are found in whatever case they are written; unknown keys are left out. */
export function anyCase<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape);
  const spelling = new Map(keys.flatMap((key) => [key.toLowerCase(), key].map((written) => [written, key] as const)));
  return z.preprocess((value) => (isObject(value) ? respell(value, spelling) : value), z.object(shape));
}

function respell(value: object, spelling: ReadonlyMap<string, string>): Record<string, unknown> {
  const respelt: Record<string, unknown> = {};
  for (const [key, content] of Object.entries(value)) {
    const known = spelling.get(key) ?? spelling.get(key.toLowerCase());
    if (known !== undefined && (key === known || !(known in respelt))) respelt[known] = content;
  }
  return respelt;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
