import type { FieldValue, FieldValues } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import type { SecretBox } from '@/server/sources/secret-box';

/** The same values, with a word in place of each secret. */
export function conceal(values: FieldValues, word: string): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSecretField(name) ? word : value] as const),
  );
}

/** A value of JSON without its secrets, and their names. */
export function dropSecrets(value: unknown, lacks: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => dropSecrets(one, lacks));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    // Nothing set is no secret.
    if (!isSecretField(name) || one === null || one === '') return [[name, dropSecrets(one, lacks)] as const];
    lacks.add(name);
    return [];
  });
  return Object.fromEntries(kept);
}

/** Whether a former value can be written back: a secret that nobody told, or that was not kept, cannot. */
export function isGivenBack(name: string, value: FieldValue, box: SecretBox | null): boolean {
  return !isSecretField(name) || (box !== null && value !== null && value !== '');
}
