/** A text of the vendor, who may have repeated what was sent along: no secret gets through. */
export function hideSecrets(text: string, secrets: Readonly<Record<string, string | undefined>>): string {
  const { user, password } = secrets;
  const pair = user && password ? Buffer.from(`${user}:${password}`).toString('base64') : undefined;
  const hidden = [pair, ...Object.values(secrets)].filter((secret) => secret !== undefined && secret !== '');
  return hidden.reduce<string>((kept, secret) => kept.replaceAll(secret ?? '', '…'), text);
}
