const extended = /^\d{1,10}\*\d{1,10}$/;
const short = /^\d{3,4}$/;

/** As `0003*210`: the organization's prefix and the extension. */
export const isExtendedNumber = (number: string) => extended.test(number);

/** An extension of ours, in either form; anything else is dialled outside. */
export const isExtension = (number: string) => extended.test(number) || short.test(number);

/** The extended form of a short number, with the prefix of `beside`; any other number as it is. */
export function extendedNumber(number: string, beside: string): string {
  const [prefix, rest] = beside.split('*');
  return short.test(number) && rest !== undefined ? `${prefix}*${number}` : number;
}

/** What a person may give as a number to send a call to. */
export const isDialable = (number: string) => isExtension(number) || /^\+?\d{2,20}$/.test(number);
