import type { Purpose } from '@/lib/protocol/purposes';
import type { Reply, ReplyCode } from '@/lib/protocol/reply';

/** What a transport tells. Messages are unchecked: whoever listens looks before use. */
export interface TransportListener {
  connected(): void;
  /** Lost, or not reached; the transport goes on trying by itself. */
  disconnected(): void;
  /** Sent away by the server; the transport waits for `reconnect`, and the next handshake tells why. */
  dismissed(): void;
  /** Turned away at the door; the transport waits for `reconnect`. */
  refused(code: ReplyCode): void;
  snapshot(message: unknown): void;
  delta(message: unknown): void;
  pulse(message: unknown): void;
}

/** The wire, as little of it as a connection needs: Socket.IO in a browser, a script in a test. */
export interface Transport {
  watch(purpose: Purpose, reply: (answer: Reply) => void): void;
  resync(reply: (answer: Reply) => void): void;
  reconnect(): void;
  close(): void;
}

export type OpenTransport = (listener: TransportListener) => Transport;
