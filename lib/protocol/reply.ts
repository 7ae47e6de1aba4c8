export const replyCodes = ['bad-request', 'not-signed-in', 'not-allowed', 'busy'] as const;
export type ReplyCode = (typeof replyCodes)[number];

/** Every acknowledgement on the socket: a result, or a code from a closed list. */
export type Reply<T extends object = object> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly code: ReplyCode };
