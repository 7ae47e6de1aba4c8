/**
 * A call at a vendor as a person reads it before it is made: `PUT /agents/7/queues/9  serving: true`; no secret in it. `tell`
 * writes a value.
 */
export function callLine(
  method: string,
  path: string,
  says: Readonly<Record<string, unknown>> = {},
  tell: (value: unknown) => string = textOf,
): string {
  const words = Object.entries(says).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${tell(value)}`));
  return [`${method} /${path.replace(/^\/+/, '')}`, words.join(', ')].filter(Boolean).join('  ');
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
