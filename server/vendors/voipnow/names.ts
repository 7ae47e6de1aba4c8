/** The name the settings give to an extension, else its number. */
export function nameOf(names: Readonly<Record<string, string>>, number: string): string {
  return (Object.hasOwn(names, number) ? names[number] : undefined) ?? number;
}
