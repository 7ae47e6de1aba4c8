'use client';

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Purpose } from '@/lib/protocol/purposes';
import { browserClock } from './clock';
import { connectFloor, type FloorConnection } from './connection';
import { FloorProvider, type FloorSource } from './floor-context';
import { FloorStore } from './floor-store';
import { ServerClock } from './server-clock';
import { socketTransport } from './socket-transport';
import { createTicker } from './ticker';

const notYet: FloorSource['connection'] = {
  state: { status: 'connecting' },
  subscribe: () => () => {},
  retry: () => {},
};

/** Holds one connection to the server for everything inside it, from mount to unmount. */
export function LiveFloor({ purpose, children }: { purpose: Purpose; children: ReactNode }) {
  const [held] = useState(() => {
    const serverClock = new ServerClock(browserClock);
    return { store: new FloorStore(), serverClock, ticker: createTicker(serverClock, browserClock) };
  });
  const [connection, setConnection] = useState<FloorConnection | null>(null);

  useEffect(() => {
    const { store, serverClock } = held;
    const opened = connectFloor({ open: socketTransport(), store, serverClock, clock: browserClock, purpose });
    setConnection(opened);
    return () => opened.close();
  }, [held, purpose]);

  const source = useMemo(
    () => ({ store: held.store, ticker: held.ticker, connection: connection ?? notYet }),
    [held, connection],
  );
  return <FloorProvider value={source}>{children}</FloorProvider>;
}
