let stamp: Intl.DateTimeFormat | undefined;

/** Day and time to the second in the reader's own way. */
export function formatStamp(at: number): string {
  stamp ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return stamp.format(at);
}
