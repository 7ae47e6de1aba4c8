import type { FieldValues } from '@/lib/editing/records';
import { callLine } from '@/server/vendors/call-line';

/** The call of an edit; texts stand in quotes, as a form may leave one empty. */
export const editLine = (method: string, path: string, values: FieldValues = {}): string =>
  callLine(method, path, values, JSON.stringify);
