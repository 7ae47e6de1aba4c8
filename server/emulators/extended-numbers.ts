/**
 * `0003*212`: an organisation and a number of three digits in it. Numbers from `end` on (where queues begin) go on in
 * other organisations, so that a site can grow.
 */
export function numberIn(organisation: string, number: number, end: number): string {
  if (number < end) return extended(organisation, 0, number);
  const beyond = number - end;
  return extended(organisation, 11 + Math.floor(beyond / 900), 100 + (beyond % 900));
}

/** The same number in the `copy`-th organisation after the first; null where it is no extended number. */
export function copyOfNumber(number: string, copy: number): string | null {
  const [organisation = '', digits] = number.split('*');
  return digits === undefined ? null : extended(organisation, 500 + copy, Number(digits));
}

function extended(organisation: string, further: number, number: number): string {
  const name = String(Number(organisation) + further).padStart(organisation.length, '0');
  return `${name}*${String(number).padStart(3, '0')}`;
}
