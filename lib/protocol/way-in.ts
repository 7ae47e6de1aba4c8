/** A way to sign in that the sign-in page offers besides a password of ours. */
export interface WayIn {
  /** `oidc`, or the id of a source that knows its people. */
  readonly id: string;
  /** Goes on after "Sign in with". */
  readonly name: string;
  /** Whether one types name and password there; else here. */
  readonly isElsewhere: boolean;
}
