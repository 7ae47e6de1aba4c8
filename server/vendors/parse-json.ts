import type { z } from 'zod';
import { VendorError } from './vendor-error';

/** Parses a vendor's JSON text; throws `bad-response` that says what came instead, or which JSON path did not fit. */
export function parseJson<T>(text: string, schema: z.ZodType<T>, host: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new VendorError('bad-response', `${host} ${describeNonJson(text)}`);
  }
  return parseValue(value, schema, host);
}

/** The same for a value that is parsed already. */
export function parseValue<T>(value: unknown, schema: z.ZodType<T>, host: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue ? jsonPath(issue.path) : '';
  throw new VendorError('bad-response', `${host} sent an unexpected answer at ${path || 'its top'}: ${wanted(issue)}`, {
    path,
  });
}

function describeNonJson(text: string): string {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return 'sent an empty answer where JSON was expected';
  if (start.startsWith('<')) return 'sent a web page instead of JSON: is a sign-in page or proxy in between?';
  if (start.startsWith('{') || start.startsWith('[')) return 'sent JSON that breaks off or is broken';
  return 'sent something that is not JSON';
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** What would have been right; never the vendor's value itself. */
function wanted(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'it has another form';
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  return 'it has another form';
}
