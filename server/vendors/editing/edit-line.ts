import { concealAddresses } from '@/lib/conceal-addresses';
import type { FieldValues } from '@/lib/editing/records';
import { callLine } from '@/server/vendors/call-line';

/** The call of an edit; texts stand in quotes, as a form may leave one empty, and addresses without what may be a secret. */
export const editLine = (method: string, path: string, values: FieldValues = {}): string =>
  callLine(method, path, values, (value) => JSON.stringify(value, withoutTokens));

const withoutTokens = (_: string, value: unknown) => (typeof value === 'string' ? concealAddresses(value) : value);
