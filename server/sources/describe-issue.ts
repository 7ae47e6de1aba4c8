import type { z } from 'zod';
import type { SetupProblem } from '@/server/vendors/vendor';

/** What does not fit, under `base` (e.g. `sources[0].settings`); says what would be right, never the value. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  value: unknown,
  base = '',
): { readonly data: T; readonly problems: null } | { readonly data: null; readonly problems: SetupProblem[] } {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success
    ? { data: parsed.data, problems: null }
    : { data: null, problems: problemsOf(parsed.error, base) };
}

function problemsOf(error: z.ZodError, base: string): SetupProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(base, issue.path), message: rightOf(issue) }];
    return issue.keys.map((key) => ({
      path: pathOf(base, [...issue.path, key]),
      message: 'there is no such setting: check the spelling',
    }));
  });
}

/** `sources[0].settings.baseUrl` */
export function pathOf(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, base);
}

function rightOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? `is missing: expected ${issue.expected}` : `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small')
    return sizeOf(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum);
  if (issue.code === 'too_big') return sizeOf(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum);
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'must be an address such as https://host/path';
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const ways = issue.errors.flatMap((errors) => errors.slice(0, 1).map(rightOf));
    return [...new Set(ways)].join(', or ');
  }
  return issue.message;
}

function sizeOf(origin: string, bound: string, size: number | bigint): string {
  if (origin === 'string')
    return size === 1 && bound === 'at least' ? 'must not be empty' : `must be ${bound} ${size} characters long`;
  return origin === 'array' || origin === 'set' ? `must have ${bound} ${size} entries` : `must be ${bound} ${size}`;
}
