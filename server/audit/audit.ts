/** Who did something: a person, a program with a token, Callboard itself, or somebody nobody knows. */
export interface AuditActor {
  readonly kind: 'user' | 'token' | 'system' | 'stranger';
  readonly accountId: string | null;
  readonly name: string;
}

/** One thing that was done, or tried. Secrets are never handed over; time and id are given by the audit. */
export interface AuditEntry {
  readonly actor: AuditActor;
  /** As `sign-in`, `account.change`, `source.add`. */
  readonly action: string;
  readonly target: string | null;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly before?: object | null;
  readonly after?: object | null;
  readonly reason?: string | null;
  readonly address?: string | null;
}

/** Where it is written down; never throws, never blocks. */
export interface Audit {
  note(entry: AuditEntry): void;
}
