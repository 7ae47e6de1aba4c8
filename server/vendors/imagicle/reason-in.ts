/** Why Imagicle said no, as a number or in words; the form of these answers is not documented, only that there is a reason in them. */
export function reasonIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const { reason, message } = Object(body) as { reason?: unknown; message?: unknown };
    const said = [reason, message].find((one) => typeof one === 'string' || typeof one === 'number');
    return said === undefined ? '' : String(said);
  } catch {
    return text;
  }
}
