import { serveDeeds } from '@/bench/kit/helper-process';
import { startEmulators } from '@/server/emulators/launch';
import { systemClock } from '@/server/ports';

const emulators = await startEmulators({ clock: systemClock });

const deeds = {
  /** Entries for a sources file, and where the control door is. */
  describe: () => ({ sources: emulators.sources, controlUrl: emulators.controlUrl }),
};
export type VendorDeeds = typeof deeds;

serveDeeds(deeds);
