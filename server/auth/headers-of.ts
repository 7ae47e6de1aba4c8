import type { IncomingHttpHeaders } from 'node:http';
import type { HeaderSource } from './authenticate';

/** Node's headers as something that can be asked for one; of a repeated header the first counts. */
export function headersOf(headers: IncomingHttpHeaders): HeaderSource {
  return {
    get(name) {
      const value = headers[name.toLowerCase()];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
  };
}
