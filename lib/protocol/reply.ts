export const replyCodes = [
  'bad-request',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'conflict',
  'too-many',
  'busy',
  'unavailable',
  'failed',
] as const;
export type ReplyCode = (typeof replyCodes)[number];

/** Every acknowledgement on the socket: a result, or a code from a closed list. */
export type Reply<T extends object = object> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly code: ReplyCode };

/** A wrong field of what was asked, as a form shows it. */
export interface FieldProblem {
  /** Path inside the body or the query, as `settings.baseUrl`. */
  readonly field: string;
  /** What would be right; never the value. */
  readonly message: string;
}

/** What every refusal over HTTP looks like; `problems` where fields were wrong, `message` in words for a person. */
export interface RefusalBody {
  readonly ok: false;
  readonly code: ReplyCode;
  readonly message?: string;
  readonly field?: string;
  readonly problems?: readonly FieldProblem[];
}
