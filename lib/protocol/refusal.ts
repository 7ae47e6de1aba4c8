import type { FieldProblem, ReplyCode } from './reply';

const brand = Symbol.for('callboard.refusal');

export interface Because {
  /** In words for a person: what is the matter and what to do. */
  readonly message?: string;
  readonly problems?: readonly FieldProblem[];
}

/** Thrown by whatever an endpoint calls, to answer with a code instead of a result. */
export class Refusal extends Error {
  readonly [brand] = true;
  readonly problems: readonly FieldProblem[];

  constructor(
    readonly code: ReplyCode,
    { message = '', problems = [] }: Because = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.problems = problems;
  }
}

/** By brand, as the page's copy of this module is another one than the server's (rule S2). */
export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && brand in error;
}

const outage = Symbol.for('callboard.outage');

/** Marks an error as nobody's fault here: what we need is away or full, and may come back. By brand, for the same reason. */
export const markOutage = { [outage]: true } as const;

export function isOutage(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && outage in error;
}

/** A single wrong field. */
export function wrongField(field: string, message: string): Refusal {
  return new Refusal('bad-request', { problems: [{ field, message }] });
}
