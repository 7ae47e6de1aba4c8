import { concealAddresses } from '@/lib/conceal-addresses';

/** A text of the vendor, who may have repeated what was sent along, in whatever form it was: no secret gets through, nor what an address may hold of one. */
export function hideSecrets(text: string, secrets: Readonly<Record<string, string | undefined>>): string {
  const { user, password } = secrets;
  const pair = user && password ? Buffer.from(`${user}:${password}`).toString('base64') : '';
  const hidden = [pair, ...Object.values(secrets)].flatMap((secret) => (secret ? formsOf(secret) : []));
  // The longest first: one may hold another.
  const longestFirst = hidden.toSorted((one, other) => other.length - one.length);
  return concealAddresses(longestFirst.reduce((kept, form) => kept.replaceAll(form, '…'), text));
}

const formsOf = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret.toWellFormed()),
];
