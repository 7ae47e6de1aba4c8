import { isIP, type LookupFunction, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Clock } from '@/server/ports';
import type { AddressGuard } from './address-guard';
import { createGuardedConnect, guardedLookup } from './guarded-connect';
import { trustedBy } from './http';
import { describeFailure } from './http-failure';
import { sharedLookup } from './shared-lookup';
import type { HttpSettings } from './vendor';
import { VendorError } from './vendor-error';

interface ProbeParts {
  readonly guard: AddressGuard;
  readonly clock: Clock;
  readonly lookup?: LookupFunction;
}

/** How a connection was made. */
export interface Connection {
  /** As `TLSv1.3`; null without TLS. */
  readonly tls: string | null;
  /** Until when the certificate is good, epoch ms; null where not told. */
  readonly certificateUntil: number | null;
}

/** Looks at the way to a vendor's system without asking it anything; throws VendorError only. */
export interface AddressProbe {
  /** The addresses that its name leads to and that may be asked. */
  resolve(signal: AbortSignal): Promise<readonly string[]>;
  connect(signal: AbortSignal): Promise<Connection>;
}

const resolveWithinMs = 5_000;
const connectWithinMs = 8_000;

export function createAddressProbe(settings: HttpSettings, parts: ProbeParts): AddressProbe {
  const { guard, clock, lookup = sharedLookup } = parts;
  const url = new URL(settings.baseUrl);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const fail = (error: unknown) => describeFailure(error, url.host);

  const lookUp: LookupFunction = isIP(hostname)
    ? (name, _options, tell) => tell(null, [{ address: name, family: isIP(name) }])
    : lookup;

  return {
    resolve: (signal) =>
      within({ clock, signal, ms: resolveWithinMs, late: lateWords(url.host) }, (done, broken) => {
        guardedLookup(guard, lookUp)(hostname, { all: true }, (error, found) => {
          if (error) broken(fail(error));
          else done((typeof found === 'string' ? [found] : found.map(({ address }) => address)) as readonly string[]);
        });
      }),
    connect: (signal) =>
      within({ clock, signal, ms: connectWithinMs, late: lateWords(url.host) }, (done, broken) => {
        const connect = createGuardedConnect({ guard, lookup, ca: trustedBy(settings) });
        const { host, protocol, port } = url;
        connect({ hostname, host, protocol, port }, (error, socket) => {
          if (!socket) return broken(fail(error));
          done(connectionOf(socket));
          socket.on('error', () => {}).destroy();
        });
      }),
  };
}

function connectionOf(socket: Socket): Connection {
  if (!(socket instanceof TLSSocket)) return { tls: null, certificateUntil: null };
  const until = Date.parse(socket.getPeerCertificate().valid_to);
  return { tls: socket.getProtocol(), certificateUntil: Number.isNaN(until) ? null : until };
}

const lateWords = (host: string) => `${host} did not answer in time`;

interface Limit {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly ms: number;
  readonly late: string;
}

/** Whatever comes first: an answer, the end of the time, or the end of all interest. */
function within<T>(
  { clock, signal, ms, late }: Limit,
  begin: (done: (value: T) => void, broken: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => settle(() => reject(signal.reason));
    const cancel = clock.after(ms, () => settle(() => reject(new VendorError('timeout', late))));
    const settle = (tell: () => void) => {
      cancel();
      signal.removeEventListener('abort', stop);
      tell();
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    begin(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
