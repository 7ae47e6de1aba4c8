import { paths } from '@/lib/paths';

export interface SignInForm {
  readonly username: string;
  readonly password: string;
}

export type SignInResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'wrong' | 'unreachable' }
  /** How long until another attempt is heard, in ms. */
  | { readonly ok: false; readonly problem: 'too-many'; readonly waitMs: number };

type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** Signs in through next-auth's credentials door, which wants its own token first. Never throws. */
export async function signIn(form: SignInForm, send: Send = fetch): Promise<SignInResult> {
  try {
    const { csrfToken } = await (await send(`${paths.auth}/csrf`)).json();
    const body = new URLSearchParams({ ...form, csrfToken, json: 'true' });
    const reply = await send(`${paths.auth}/callback/credentials`, { method: 'POST', body });
    const { url } = await reply.json();
    const error = new URL(url, 'http://callboard').searchParams.get('error');
    if (reply.ok && error === null && !url.includes('csrf=true')) return { ok: true };
    return problemOf(error);
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
}

function problemOf(error: string | null): SignInResult {
  if (error === 'CredentialsSignin') return { ok: false, problem: 'wrong' };
  const [, seconds] = /^TooManyAttempts:(\d+)$/.exec(error ?? '') ?? [];
  if (seconds) return { ok: false, problem: 'too-many', waitMs: Number(seconds) * 1000 };
  return { ok: false, problem: 'unreachable' };
}
