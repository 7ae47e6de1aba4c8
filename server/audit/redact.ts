import { concealAddresses } from '@/lib/conceal-addresses';

/** What stands where something looked like a secret. */
export const hidden = '[hidden]';

const secretKey =
  /pass(word|phrase|wd)?|secret|token|api[-_]?key|private[-_]?key|hash|credential|authorization|cookie|signature/i;
/** `tokenId`, `passwordChangedAt`: about a secret, not one. */
const aboutOne = /(Id|At|Names?|Count|Length|Set)$/;
const secretTexts: readonly RegExp[] = [
  /\bcb_[\w-]{16,}/g,
  /\$argon2\w*\$[^\s"]+/g,
  /\b(?:Bearer|Basic)\s+[\w~+/.=-]{8,}/gi,
];

const mostDepth = 8;
const mostItems = 200;
const mostCharacters = 2000;

/**
 * The last line of defence: nobody hands secrets to the audit, and if somebody does it keeps none that its key or its form
 * gives away. What is too deep, too many or too long is cut, and says so.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= mostDepth) return '[too deep]';
  if (value instanceof Date) return value.toJSON();
  const items: readonly (readonly [string, unknown])[] = Object.entries(value);
  const kept = items.slice(0, mostItems);
  if (Array.isArray(value)) {
    const list = kept.map(([, one]) => redact(one, depth + 1));
    return items.length > mostItems ? [...list, `[${items.length - mostItems} more]`] : list;
  }
  const fields = kept.map(([key, one]) => [key.slice(0, 200), redactField(key, one, depth)] as const);
  return Object.fromEntries(items.length > mostItems ? [...fields, ['…', `${items.length - mostItems} more`]] : fields);
}

function redactField(key: string, value: unknown, depth: number): unknown {
  const isPlain = value === null || value === undefined || typeof value === 'boolean';
  if (!isPlain && secretKey.test(key) && !aboutOne.test(key)) return hidden;
  return redact(value, depth + 1);
}

/** A text without what looks like a secret, and without what no database takes. */
export function redactText(text: string, most = mostCharacters): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return secretTexts
    .reduce((rest, pattern) => rest.replace(pattern, hidden), concealAddresses(cut))
    .replaceAll('\u0000', '\ufffd');
}
