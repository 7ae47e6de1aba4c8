import type { Principal } from '@/lib/principal';

/** Who asks and from where, as the audit wants it; the address is set by our own gate, whatever came in under that name. */
export function askerOf({ principal, request }: { readonly principal: Principal; readonly request: Request }) {
  return { principal, address: request.headers.get('x-callboard-address') };
}
