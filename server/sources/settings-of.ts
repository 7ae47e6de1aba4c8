import type { SourceSettings } from '@/lib/protocol/source-settings';
import type { SourceSetup } from '@/server/polling/poller';
import type { StoredSource } from './source-repository';

/** What may be read of a source that was added in the browser. */
export function settingsOfKept(source: StoredSource): SourceSettings {
  return {
    id: source.id,
    name: source.name,
    vendor: source.vendor,
    origin: 'browser',
    pollEverySeconds: source.pollEverySeconds,
    settings: { ...source.settings },
    secretsSet: Object.keys(source.sealedSecrets),
    isPaused: source.isPaused,
    version: source.version,
    updatedAt: source.updatedAt,
  };
}

/** The same of one that stands in the sources file, as it is written there; `hidden` is one of its id that is kept besides. */
export function settingsOfFile(source: SourceSetup, hidden: StoredSource | null): SourceSettings {
  return {
    id: source.id,
    name: source.name,
    vendor: source.vendor.id,
    origin: 'file',
    pollEverySeconds: source.pollEverySeconds ?? null,
    settings: { ...source.written?.settings },
    secretsSet: source.written?.secretNames ?? [],
    isPaused: false,
    version: hidden?.version ?? null,
    updatedAt: hidden?.updatedAt ?? null,
  };
}
