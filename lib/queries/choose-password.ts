import { ApiError, callApi } from './call-api';

export type ChosenResult = { readonly ok: true } | { readonly ok: false; readonly error: Error };

/** A new password in place of one's own; the browser is given a new session with the answer. */
export function changePassword(typed: { readonly current: string; readonly next: string }): Promise<ChosenResult> {
  return resultOf(callApi('POST /api/account/password', { body: typed }));
}

/** Name and password by an invitation. */
export function acceptInvitation(typed: {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}): Promise<ChosenResult> {
  return resultOf(callApi('POST /api/invitations/accept', { body: typed }));
}

async function resultOf(call: Promise<unknown>): Promise<ChosenResult> {
  try {
    await call;
    return { ok: true };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new ApiError(0) };
  }
}
