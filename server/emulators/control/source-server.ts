import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening port that can be closed, so that connections are refused, and opened again at the same address. */
export interface SourceServer {
  readonly origin: string;
  isListening(): boolean;
  refuse(): Promise<void>;
  accept(): Promise<void>;
}

/** Listens on `port`, 0 for a free one; rejects when the port is taken. */
export async function openSourceServer(listener: RequestListener, host: string, port: number): Promise<SourceServer> {
  const server = createServer(listener);
  await listen(server, host, port);
  const kept = (server.address() as AddressInfo).port;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${kept}`,
    isListening: () => server.listening,
    refuse: () => close(server),
    accept: async () => {
      if (!server.listening) await listen(server, host, kept);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
