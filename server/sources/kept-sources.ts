import type { LimitFunction } from 'p-limit';
import type { SourceSetup } from '@/server/polling/poller';
import type { Clock, Log } from '@/server/ports';
import { reviveSource } from './revive-source';
import type { DraftContext } from './source-draft';
import type { SourceRegistry } from './source-registry';
import type { SourceRepository, StoredSource } from './source-repository';

interface KeptSourcesParts extends DraftContext {
  readonly registry: SourceRegistry;
  readonly repository: SourceRepository;
  readonly fileSources: ReadonlyMap<string, SourceSetup>;
  readonly inTurn: LimitFunction;
  readonly clock: Clock;
  readonly log: Log;
}

const readAgainAfterMs = 10_000;

/** Brings the sources that were added in the browser to the registry, but for those whose id the sources file has too. */
export class KeptSources {
  private readonly ids = new Set<string>();
  private cancelRead = () => {};
  private isStopped = false;

  constructor(private readonly parts: KeptSourcesParts) {}

  /** Reads them all; when they cannot be read now, the rest goes on and they are read later. */
  async start(): Promise<void> {
    const { repository, inTurn, log, clock } = this.parts;
    try {
      await inTurn(async () => {
        for (const source of await repository.list()) await this.hold(source);
      });
    } catch (error) {
      log.error({ err: error }, 'The sources that were added in the browser could not be read: tried again by itself');
      if (!this.isStopped) this.cancelRead = clock.after(readAgainAfterMs, () => void this.start());
    }
  }

  stop(): void {
    this.isStopped = true;
    this.cancelRead();
  }

  /** Has the registry hold it as it is kept now: asked, paused, or waiting for a person. */
  readonly hold = async (source: StoredSource): Promise<void> => {
    const { registry, fileSources } = this.parts;
    if (this.isStopped) return;
    this.ids.add(source.id);
    if (fileSources.has(source.id)) return;
    const { setup, resting } = reviveSource(source, this.parts);
    await (setup ? registry.replace(setup) : registry.rest(resting));
  };

  readonly drop = async (id: string): Promise<void> => {
    this.ids.delete(id);
    if (!this.parts.fileSources.has(id)) await this.parts.registry.remove(id);
  };

  /** One of the sources file stands in its place. */
  isHidden(id: string): boolean {
    return this.ids.has(id) && this.parts.fileSources.has(id);
  }

  /** One that could not even be begun is tried anew, as its CA file may be there now. */
  beginAgain(id: string): void {
    const { registry, repository, fileSources, inTurn, log } = this.parts;
    const detail = registry.list().find((one) => one.id === id);
    if (fileSources.has(id) || detail?.link !== 'needs-attention' || detail.feeds.length > 0) return;
    const begin = async () => {
      const source = await repository.get(id);
      if (source) await this.hold(source);
    };
    inTurn(begin).catch((error) => log.error({ err: error }, 'A source could not be begun again'));
  }
}
