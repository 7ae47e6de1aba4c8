import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard';

/** `code` of the error of a connection that was not made because of where it led. */
export const refusedAddressCode = 'ERR_ADDRESS_REFUSED';

class RefusedAddress extends Error {
  readonly code = refusedAddressCode;
}

interface ConnectParts {
  readonly guard: AddressGuard;
  readonly lookup: LookupFunction;
  /** Certificates to trust instead of the usual ones, PEM. */
  readonly ca?: readonly string[] | undefined;
}

/** Connects only where the guard allows, judged by the very addresses that are connected to: a name may turn meanwhile. */
export function createGuardedConnect({ guard, lookup, ca }: ConnectParts): buildConnector.connector {
  const connect = buildConnector({
    lookup: guardedLookup(guard, lookup),
    allowH2: false,
    ...(ca ? { ca: [...ca] } : {}),
  });
  return (options, callback) => {
    const address = options.hostname.replace(/^\[|\]$/g, '');
    // An address is connected to without a lookup.
    if (isIP(address) !== 0 && !guard.allows(address, address)) callback(new RefusedAddress(), null);
    else connect(options, callback);
  };
}

/** Leaves out what the guard refuses; fails when nothing remains. */
export function guardedLookup(guard: AddressGuard, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      if (error) return callback(error, found, family);
      const all = typeof found === 'string' ? [{ address: found, family: family ?? 4 }] : found;
      const allowed = all.filter(({ address }) => guard.allows(hostname, address));
      const [first] = allowed;
      if (!first) return callback(new RefusedAddress(), [], undefined);
      if (typeof found === 'string') callback(null, first.address, first.family);
      else callback(null, allowed);
    });
  };
}
