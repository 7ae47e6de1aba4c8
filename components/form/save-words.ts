import { ApiError } from '@/lib/queries/call-api';

/** Why something could not be done, and what to do now. */
export function saveWords(error: unknown, done: string): string {
  if (!(error instanceof ApiError)) return 'Callboard could not be reached. Check your connection and try again.';
  if (error.problems.length > 0)
    return error.problems.length === 1
      ? 'One field needs another look.'
      : `${error.problems.length} fields need another look.`;
  if (error.words) return error.words;
  if (error.code === 'not-allowed') return `You may not do that: it can be ${done} by an administrator.`;
  if (error.code === 'not-signed-in') return 'You are signed out. Sign in again in another window, then try once more.';
  return `It could not be ${done}. Try again; Callboard’s log says more.`;
}
