import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import type { EditableDirectory } from './directory';
import { createMemoryShelf } from './memory-shelf';
import { openDirectory } from './open-directory';

/** For tests and benchmarks: the demo's accounts without a store. */
export function openDemoDirectory(): Promise<EditableDirectory> {
  const parts = {
    shelf: createMemoryShelf(),
    clock: { ...systemClock, after: () => () => {} },
    log: createFakeLog().log,
  };
  return openDirectory({ ...parts, dataDir: '', admin: null, demoAccounts: true });
}
