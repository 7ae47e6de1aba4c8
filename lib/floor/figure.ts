/** A figure over several records, and how many of them could tell. `value` is null when none could. */
export interface Figure {
  readonly value: number | null;
  readonly known: number;
  readonly of: number;
}

/** Numerator and denominator of one record's share, in one unit. */
export interface Parts {
  readonly over: number;
  readonly under: number;
}

/** A rate over several records: numerators and denominators added, never percentages averaged. */
export interface Rate extends Figure, Parts {}

/** x / 0 is unknown, and so is anything over or under an unknown (rule R1). */
export function divide(over: number | null, under: number | null): number | null {
  return over === null || under === null || under === 0 ? null : over / under;
}

/** Adds what is known of a count and says how much of it is. */
export function sumOf<T>(records: Iterable<T>, count: (record: T) => number | null): Figure {
  let value = 0;
  let known = 0;
  let of = 0;
  for (const record of records) {
    of += 1;
    const part = count(record);
    if (part === null) continue;
    known += 1;
    value += part;
  }
  return { value: known === 0 ? null : value, known, of };
}

/** A rate over the records that know both sides of it; a record that knows one side only is left out of both. */
export function rateOf<T>(records: Iterable<T>, parts: (record: T) => Parts | null): Rate {
  let over = 0;
  let under = 0;
  let known = 0;
  let of = 0;
  for (const record of records) {
    of += 1;
    const part = parts(record);
    if (part === null) continue;
    known += 1;
    over += part.over;
    under += part.under;
  }
  return { value: divide(over, under), over, under, known, of };
}
