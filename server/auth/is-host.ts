/** A name or an address with or without a port, as it may stand in a `Host` header. */
export function isHost(text: string): boolean {
  return text.length <= 261 && /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(text) && URL.canParse(`http://${text}`);
}
