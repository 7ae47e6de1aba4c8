import { ApiError } from '@/lib/queries/call-api';

/** Why commands could not be sent, for a person; trying again acts once. */
export function wordsOfFailure(error: unknown): string {
  if (error instanceof ApiError && error.words !== '') return error.words;
  if (error instanceof ApiError && error.code === 'not-signed-in') return 'You are signed out: sign in again.';
  return 'Callboard could not be reached, and it is not known whether this arrived. Trying again acts once.';
}
