import { StoreError, type StoreErrorCode } from '@/server/store/store-error';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, by code or by class. */
const byCode: Readonly<Record<string, StoreErrorCode>> = {
  '23505': 'duplicate',
  '23': 'refused',
  '53100': 'full',
  '53': 'unavailable', // out of connections, of memory
  '08': 'unavailable', // connection lost
  '57': 'unavailable', // shutting down, crashed, starting, cancelled
  '40': 'unavailable', // two that got in each other's way
  '55': 'unavailable', // locked
  '25006': 'unavailable', // a standby: read only
  '28': 'unavailable', // sign-in refused
  '3D': 'unavailable', // no such database
  '58': 'unavailable', // input or output failed
};
const connectionProblems =
  /^(E(CONN|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|HOST|NET|NOENT|ACCES|ADDR)|ERR_(SSL|TLS)|CERT_|DEPTH_|UNABLE_|SELF_SIGNED)/;
const lostWords =
  /connection (terminated|timeout)|timeout exceeded|read timeout|client (has|was)|not queryable|does not support SSL/i;

/** The error a call failed with: ours where a caller could do something about it, else as the driver told it. */
export function postgresError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const { code, message = '' } = error as { code?: string; message?: string };
  const known = code && (byCode[code] ?? byCode[code.slice(0, 2)]);
  if (known) return new StoreError(known, error);
  if (code ? connectionProblems.test(code) : lostWords.test(message)) return new StoreError('unavailable', error);
  return error;
}
