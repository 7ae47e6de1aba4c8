import type { FieldValues } from '@/lib/editing/records';

/** A call as a person reads it beforehand: `PUT /agents/7/queues/9  serving: true`. */
export function callLine(method: string, path: string, values: FieldValues = {}): string {
  const parts = Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [`${method} /${path.replace(/^\/+/, '')}`, ...(parts.length > 0 ? [parts.join(', ')] : [])].join('  ');
}
