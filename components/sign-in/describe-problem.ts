import type { SignInResult } from '@/lib/queries/sign-in';

/** Why nobody was signed in, and what to do about it. */
export function describeProblem(result: Exclude<SignInResult, { ok: true }>, now: Date): string {
  switch (result.problem) {
    case 'wrong':
      return 'User name or password is not right.';
    case 'too-many': {
      const until = new Date(now.getTime() + result.waitMs);
      const time = until.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
      return `Too many attempts. Try again after ${time}.`;
    }
    case 'unreachable':
      return 'Callboard could not be reached. Check your connection and try again.';
  }
}
