import type { HttpDoor } from './http';

/**
 * Asks a question that names an instant on the vendor's clock (our clock minus `offsetMs`), rounded to `stepMs`. Before
 * the first answer nobody knows how that clock goes: when the answer shows it to be another, the question is asked again.
 */
export async function askByVendorClock<T>(
  http: Pick<HttpDoor, 'clockOffsetMs'>,
  stepMs: number,
  ask: (offsetMs: number) => Promise<T>,
): Promise<T> {
  const known = () => Math.round(http.clockOffsetMs() / stepMs) * stepMs;
  const asked = known();
  const answer = await ask(asked);
  return known() === asked ? answer : ask(known());
}
