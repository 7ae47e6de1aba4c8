import { concealAddresses } from '@/lib/conceal-addresses';
import type { FieldValue, FieldValues } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import type { SecretBox } from '@/server/sources/secret-box';

const beforeWord = '(hidden)';
const afterWord = '(changed)';

/** What changed as it may be read later: a word in place of each secret, addresses without what may be one. */
export function concealChange(
  before: FieldValues | null,
  after: FieldValues | null,
): { readonly before: FieldValues | null; readonly after: FieldValues | null } {
  const told = mapValues(before, (value, name) => (isSecretField(name) ? beforeWord : withoutTokens(value)));
  return {
    before: told,
    after: mapValues(after, (value, name) => {
      if (isSecretField(name)) return afterWord;
      const shown = withoutTokens(value);
      // Else what was changed would look as if it were not.
      return isSame(shown, told?.[name]) && !isSame(value, before?.[name]) ? marked(shown) : shown;
    }),
  };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function marked(value: FieldValue): FieldValue {
  if (typeof value === 'string') return `${value} ${afterWord}`;
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...value, afterWord] : value;
}

function mapValues(
  values: FieldValues | null,
  change: (value: FieldValue, name: string) => FieldValue,
): FieldValues | null {
  return values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

/** The same value, its addresses without what may be a secret. */
export function withoutTokens<T>(value: T): T {
  if (typeof value === 'string') return concealAddresses(value) as T;
  if (!Array.isArray(value)) return value;
  return value.map((one) => (typeof one === 'string' ? concealAddresses(one) : one)) as T;
}

/** By its name, or as an address with something in it that may be one. */
const isSecret = (name: string, value: unknown) => isSecretField(name) || !isSame(value, withoutTokens(value));

/** A value of JSON without its secrets, and their names. */
export function dropSecrets(value: unknown, lacks: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => dropSecrets(one, lacks));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    // Nothing set is no secret.
    if (!isSecret(name, one) || one === null || one === '') return [[name, dropSecrets(one, lacks)] as const];
    lacks.add(name);
    return [];
  });
  return Object.fromEntries(kept);
}

/** Whether a former value can be written back: a secret that nobody told, or that was not kept, cannot. */
export function isGivenBack(name: string, value: FieldValue, box: SecretBox | null): boolean {
  return !isSecret(name, value) || (box !== null && value !== null && value !== '');
}
