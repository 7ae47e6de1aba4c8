import { ApiError } from '@/lib/queries/call-api';

/** Why something could not be read, and what to do. */
export function failureWords(error: unknown, what: string): string {
  if (!(error instanceof ApiError)) return `Callboard could not be reached, so the ${what} could not be read.`;
  if (error.words) return error.words;
  if (error.code === 'not-found') return `There is no such ${what}. It may have been deleted meanwhile.`;
  if (error.code === 'not-allowed') return `Your account may not see this ${what}.`;
  return `The ${what} could not be read.`;
}
