import type { LimitFunction } from 'p-limit';
import type { SourceSetup } from '@/server/polling/poller';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
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

/** How soon a change that another process made is noticed here, and one that could not be read is read again. */
const lookAgainMs = 5000;

/** Brings the sources that were added in the browser to the registry, but for those whose id the sources file has too. */
export class KeptSources {
  /** As they are held here. */
  private readonly known = new Map<string, StoredSource>();
  private stamp: string | null = null;
  private stopLooking = () => {};
  private isStopped = false;

  constructor(private readonly parts: KeptSourcesParts) {}

  /** Reads them all, and from then on what others change; when they cannot be read now, the rest goes on meanwhile. */
  async start(): Promise<void> {
    const { inTurn, log, clock } = this.parts;
    this.stopLooking = repeat(clock, lookAgainMs, () => {
      inTurn(this.look).catch(() =>
        log.debug({}, 'The sources that were added in the browser could not be read again'),
      );
    });
    await inTurn(this.look).catch((error: unknown) =>
      log.error({ err: error }, 'The sources that were added in the browser could not be read: tried again by itself'),
    );
  }

  stop(): void {
    this.isStopped = true;
    this.stopLooking();
  }

  /** Takes up what was added, changed, paused or deleted since the last look, by whatever process. */
  private readonly look = async (): Promise<void> => {
    const { repository } = this.parts;
    const stamp = await repository.stamp();
    if (stamp === this.stamp) return;
    const sources = await repository.list();
    for (const id of this.known.keys()) if (!sources.some((source) => source.id === id)) await this.drop(id);
    for (const source of sources) if (!isSameState(source, this.known.get(source.id))) await this.hold(source);
    this.stamp = stamp;
  };

  /** Has the registry hold it as it is kept now: asked, paused, or waiting for a person. */
  readonly hold = async (source: StoredSource): Promise<void> => {
    const { registry, fileSources } = this.parts;
    if (this.isStopped) return;
    this.known.set(source.id, source);
    if (fileSources.has(source.id)) return;
    const { setup, resting } = reviveSource(source, this.parts);
    await (setup ? registry.replace(setup) : registry.rest(resting));
  };

  readonly drop = async (id: string): Promise<void> => {
    this.known.delete(id);
    if (!this.parts.fileSources.has(id)) await this.parts.registry.remove(id);
  };

  /** One of the sources file stands in its place. */
  isHidden(id: string): boolean {
    return this.known.has(id) && this.parts.fileSources.has(id);
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

/** Neither changed nor deleted and added anew. */
function isSameState(a: StoredSource, b: StoredSource | undefined): boolean {
  return a.version === b?.version && a.createdAt === b.createdAt;
}
