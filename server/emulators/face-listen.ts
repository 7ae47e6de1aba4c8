import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Face } from './face-http';

/** Serves a face on a free port of the loopback; `close` ends it. */
export async function listenFace(face: Face): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(face);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
