import { VendorError } from './vendor-error';

/** Whether an answer is a page for a browser: a sign-in page, or that of a proxy. */
export const isWebPage = (text: string): boolean => text.trimStart().startsWith('<');

/** A page where something else was to come: nobody knows what was done. */
export const webPage = (host: string): VendorError =>
  new VendorError('bad-response', `${host} sent a web page: is a sign-in page or proxy in between?`);
