import { concealAddresses } from '@/lib/conceal-addresses';
import type { FieldValues, RecordField } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { seenField } from './edit-field';
import type { RawRecord } from './raw-record';

interface SeenRecord {
  readonly fields: readonly RecordField[];
  readonly values: FieldValues;
}

const deepest = 3;
const mostFields = 200;
/** Nobody knows what the vendor calls its fields: rather one too many is left out. */
const mayBeSecret = (key: string) => isSecretField(key) || /pass/i.test(key);

/** A record whose form no document tells, as it is: every field to be seen but what may be a secret. */
export function seenRecord(raw: RawRecord): SeenRecord {
  const found = flatten(raw, '', 1).slice(0, mostFields);
  const unique = [...new Map(found.map((one) => [one.name, one])).values()];
  return {
    fields: unique.map(({ name, kind }) => seenField(name, kind, labelOf(name))),
    values: Object.fromEntries(unique.map(({ name, value }) => [name, value])),
  };
}

interface Found {
  readonly name: string;
  readonly kind: RecordField['kind'];
  readonly value: FieldValues[string];
}

function flatten(record: RawRecord, before: string, depth: number): Found[] {
  return Object.entries(record)
    .filter(([key]) => !mayBeSecret(key))
    .flatMap(([key, value]) => foundAt(`${before}${key}`, value, depth));
}

function foundAt(name: string, value: unknown, depth: number): Found[] {
  if (typeof value === 'boolean') return [{ name, kind: 'boolean', value }];
  if (typeof value === 'number') return [{ name, kind: 'number', value }];
  if (Array.isArray(value)) return [{ name, kind: 'list', value: value.map(lineOf) }];
  if (typeof value === 'object' && value !== null)
    return depth < deepest
      ? flatten(value as RawRecord, `${name}.`, depth + 1)
      : [{ name, kind: 'long-text', value: lineOf(value) }];
  const text = typeof value === 'string' ? concealAddresses(value) : '';
  return [{ name, kind: /[\r\n]/.test(text) ? 'long-text' : 'text', value: text }];
}

function lineOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return concealAddresses(String(value ?? ''));
  const parts = Object.entries(value).filter(([key]) => !mayBeSecret(key));
  return parts
    .map(([key, part]) => `${key}: ${typeof part === 'object' ? '…' : concealAddresses(String(part))}`)
    .join(', ');
}

/** `queue.max_wait` as a person reads it. */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/[._]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase();
  return words === '' ? name : `${words[0]?.toUpperCase()}${words.slice(1)}`;
}
