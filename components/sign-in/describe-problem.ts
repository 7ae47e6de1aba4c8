import type { SignInResult } from '@/lib/queries/sign-in';

/** Why nobody was signed in, and what to do about it; `where` is the name of the place that was asked. */
export function describeProblem(
  result: Exclude<SignInResult, { ok: true }>,
  now: Date,
  where = 'the other side',
): string {
  switch (result.problem) {
    case 'wrong':
      return 'User name or password is not right.';
    case 'too-many': {
      const until = new Date(now.getTime() + result.waitMs);
      const time = until.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
      return `Too many attempts. Try again after ${time}.`;
    }
    case 'no-role':
      return 'You are known there, but have no role here. Ask an admin of Callboard which group or key gives one.';
    case 'denied':
      return 'You are known there, but your account here is disabled. Ask an admin of Callboard.';
    case 'silent':
      return `${upper(where)} does not answer. Try again in a while, or sign in with a password of Callboard.`;
    case 'provider':
      return 'That did not work. Begin again; if it stays, ask an admin of Callboard to look into its log.';
    case 'unreachable':
      return 'Callboard could not be reached. Check your connection and try again.';
  }
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
