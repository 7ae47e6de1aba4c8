import type { FloorSocket } from './socket-types';

/** What we use of Engine.IO's socket and the websocket below it; their types keep it to themselves. */
export interface Engine {
  readonly readyState: string;
  readonly writeBuffer?: readonly unknown[];
  readonly transport?: {
    readonly writable?: boolean;
    /** Set: frames made beforehand are not sent. */
    perMessageDeflate?: unknown;
    readonly socket?: {
      readonly readyState: number;
      readonly bufferedAmount?: number;
      /** As negotiated, comma-separated. */
      readonly extensions?: string;
      readonly _sender?: { sendFrame?(frame: readonly Buffer[]): void };
    };
  };
  /** Sends an Engine.IO message after whatever waits already. */
  write(data: string, options: { readonly wsPreEncodedFrame: readonly Buffer[] }): void;
}

export const engineOf = (socket: FloorSocket): Engine => socket.conn as unknown as Engine;
