import { isVendorError, VendorError, vendorErrorKinds } from '@/server/vendors/vendor-error';

/** Whatever a driver threw, as one of the five kinds; what is not a VendorError is a mistake of ours or the driver's. */
export function toVendorError(thrown: unknown): VendorError {
  if (isVendorError(thrown) && vendorErrorKinds.includes(thrown.kind)) return thrown;
  return new VendorError('bad-response', 'The answer could not be made sense of: the log names the place', {
    cause: thrown,
  });
}

/** Where an unexpected error came from, without its message, which may quote the vendor or a secret. */
export function placeOf(thrown: unknown): { error: string; at?: string } {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: thrown.name,
    at: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' < '),
  };
}
