import type { Audit } from '@/server/audit/audit';
import type { Config } from '@/server/config';
import type { PollerParts, SourceSetup } from '@/server/polling/poller';
import { createSourcesRepository } from '@/server/store/sources-repository';
import type { Store } from '@/server/store/store';
import { vendors } from '@/server/vendors';
import { createAddressGuard } from '@/server/vendors/address-guard';
import { createHttpDoor } from '@/server/vendors/http';
import { createSecretBox } from './secret-box';
import { createSourceDesk, type SourceDesk } from './source-desk';
import { createSourceRegistry } from './source-registry';

interface OpenSourcesParts extends Omit<PollerParts, 'openDoor' | 'isStrict'> {
  readonly config: Pick<Config, 'secretKeys' | 'allowAddresses' | 'isProduction'>;
  /** Of the sources file. */
  readonly sources: readonly SourceSetup[];
  readonly store: Store;
  readonly audit: Audit;
}

/** The desk over what the app has: its store, its keys, its vendors, and the addresses that may be asked. */
export function openSources({ config, sources, store, ...parts }: OpenSourcesParts): SourceDesk {
  const guard = createAddressGuard(config.allowAddresses);
  const openDoor: PollerParts['openDoor'] = (settings, clock) => createHttpDoor(settings, clock, guard);
  return createSourceDesk({
    ...parts,
    registry: createSourceRegistry({ ...parts, openDoor, isStrict: !config.isProduction }),
    vendors,
    guard,
    openDoor,
    repository: createSourcesRepository(store),
    fileSources: sources,
    box: config.secretKeys && createSecretBox(config.secretKeys),
    tryDoor: (settings) => void openDoor(settings, parts.clock).close(),
  });
}
