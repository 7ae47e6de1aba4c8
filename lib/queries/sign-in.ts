import { paths } from '@/lib/paths';

export interface SignInForm {
  readonly username: string;
  readonly password: string;
}

/** Why nobody came in; `silent`: where they sign in does not answer. */
export const signInProblems = ['wrong', 'unreachable', 'no-role', 'denied', 'silent', 'provider'] as const;
export type SignInProblem = (typeof signInProblems)[number];

export type SignInResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: SignInProblem }
  /** How long until another attempt is heard, in ms. */
  | { readonly ok: false; readonly problem: 'too-many'; readonly waitMs: number };

type Send = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Signs in through next-auth's door, which wants its own token first; with a password of ours, or with one of `source`.
 * Never throws.
 */
export async function signIn(
  form: SignInForm,
  send: Send = fetch,
  source: string | null = null,
): Promise<SignInResult> {
  try {
    const typed = source === null ? form : { ...form, source };
    const path = source === null ? '/callback/credentials' : '/callback/source';
    const { ok, url } = await post(path, { ...typed }, send);
    const error = errorIn(url);
    if (ok && error === null && !url.includes('csrf=true')) return { ok: true };
    return problemOf(error);
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
}

/** Where signing in elsewhere begins, or why it cannot; `landing` is a path of ours to come back to. Never throws. */
export async function beginSignIn(
  provider: string,
  landing: string,
  send: Send = fetch,
): Promise<{ readonly ok: true; readonly url: string } | Exclude<SignInResult, { ok: true }>> {
  try {
    const { ok, url } = await post(`/signin/${provider}`, { callbackUrl: landing }, send);
    const error = errorIn(url);
    if (ok && error === null && !url.includes('csrf=true')) return { ok: true, url };
    return { ok: false, problem: error === null ? 'unreachable' : 'silent' };
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
}

async function post(path: string, fields: Record<string, string>, send: Send) {
  const { csrfToken } = await (await send(`${paths.auth}/csrf`)).json();
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' });
  const reply = await send(`${paths.auth}${path}`, { method: 'POST', body });
  const { url } = (await reply.json()) as { url: string };
  return { ok: reply.ok, url };
}

const errorIn = (url: string) => new URL(url, 'http://callboard').searchParams.get('error');

/** What next-auth's code means, as it also stands in the address whoever comes back from elsewhere is led to. */
export function problemOf(error: string | null): Exclude<SignInResult, { ok: true }> {
  const [, seconds] = /^TooManyAttempts:(\d+)$/.exec(error ?? '') ?? [];
  if (seconds) return { ok: false, problem: 'too-many', waitMs: Number(seconds) * 1000 };
  return { ok: false, problem: problems[error ?? ''] ?? 'unreachable' };
}

const problems: Readonly<Record<string, SignInProblem>> = {
  CredentialsSignin: 'wrong',
  NoRole: 'no-role',
  AccessDenied: 'denied',
  SourceSilent: 'silent',
  OAuthSignin: 'silent',
  OAuthCallback: 'provider',
  Callback: 'provider',
};
