/** Freezes a value and all in it, so that a test sees who would change what it was given. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (!(value instanceof Map || value instanceof Set)) Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
