import pLimit from 'p-limit';
import type { SourceDetail } from '@/lib/protocol/reports';
import type {
  ChangedSource,
  NewSource,
  SourceSettings,
  TestReport,
  TestStep,
  TriedSource,
  VendorForm,
} from '@/lib/protocol/source-settings';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import type { Audit } from '@/server/audit/audit';
import type { SourceSetup } from '@/server/polling/poller';
import { describeFields } from './describe-fields';
import { KeptSources } from './kept-sources';
import type { Asker } from './note-edit';
import { settingsOfFile, settingsOfKept } from './settings-of';
import type { DraftContext } from './source-draft';
import { existing, lacksKey, SourceEdits } from './source-edits';
import type { SourceRegistry } from './source-registry';
import type { SourceRepository } from './source-repository';
import type { SourceSignIn } from './source-sign-in';
import { createSourceTests } from './source-tests';
import type { TestParts } from './test-source';

export interface SourceDeskParts extends DraftContext, TestParts {
  readonly registry: SourceRegistry;
  readonly repository: SourceRepository;
  /** Of the sources file: they stay as they are, and win where an id is in both. */
  readonly fileSources: readonly SourceSetup[];
  readonly audit: Audit;
}

/** Where sources are added, tried, changed, paused and deleted while Callboard runs; refuses by throwing Refusal. */
export interface SourceDesk extends Pick<SourceRegistry, 'commandsOf' | 'nudge'> {
  /** Begins with the sources of the file and those that are kept. */
  start(): Promise<void>;
  /** Ends all sources. */
  stop(): Promise<void>;
  list(): readonly SourceDetail[];
  /** Sources whose people may sign in with what they type there. */
  signIns(): readonly SourceSignIn[];
  /** Every source was asked at least once, with whatever outcome. */
  isReady(): boolean;
  /** The form of every vendor, and why nothing can be added now; null where it can. */
  forms(): { readonly vendors: readonly VendorForm[]; readonly refusal: string | null };
  read(id: string): Promise<SourceSettings>;
  add(input: NewSource, by: Asker): Promise<SourceSettings>;
  change(id: string, input: ChangedSource, by: Asker): Promise<SourceSettings>;
  setPaused(id: string, isPaused: boolean, by: Asker): Promise<SourceSettings>;
  remove(id: string, version: number, by: Asker): Promise<void>;
  /** Asks a source again at once; false when there is none of that id. */
  retry(id: string): boolean;
  /** Checks what was entered, then tells step by step what came back; ends when the signal aborts. */
  test(input: TriedSource, by: Asker, signal: AbortSignal): Promise<AsyncGenerator<TestStep, TestReport>>;
}

export function createSourceDesk(parts: SourceDeskParts): SourceDesk {
  const { registry, repository, vendors } = parts;
  const fileSources = new Map(parts.fileSources.map((source) => [source.id, source]));
  // One edit at a time, so that the registry sees them in the order in which they were kept.
  const inTurn = pLimit(1);
  const kept = new KeptSources({ ...parts, fileSources, inTurn });
  const edits = new SourceEdits({ ...parts, fileSources, hold: kept.hold, drop: kept.drop });

  return {
    async start() {
      for (const source of fileSources.values()) registry.add(source);
      await kept.start();
    },
    stop() {
      kept.stop();
      return registry.stop();
    },
    isReady: registry.isReady,
    list: () => registry.list().map((detail) => ({ ...detail, overridesStored: kept.isHidden(detail.id) })),
    signIns: registry.signIns,
    commandsOf: registry.commandsOf,
    nudge: registry.nudge,
    forms: () => ({
      vendors: Object.values(vendors).map(({ id, settings, secrets }) => ({
        vendor: id,
        label: vendorLabel(id),
        settings: describeFields(settings),
        secrets: describeFields(secrets, true),
      })),
      refusal: parts.box ? null : lacksKey,
    }),
    async read(id) {
      const inFile = fileSources.get(id);
      const source = await repository.get(id);
      return inFile ? settingsOfFile(inFile, source) : settingsOfKept(existing(source));
    },
    add: (input, by) => inTurn(() => edits.add(input, by)),
    change: (id, input, by) => inTurn(() => edits.change(id, input, by)),
    setPaused: (id, isPaused, by) => inTurn(() => edits.setPaused(id, isPaused, by)),
    remove: (id, version, by) => inTurn(() => edits.remove(id, version, by)),
    retry(id) {
      kept.beginAgain(id);
      return registry.retry(id);
    },
    test: createSourceTests(parts).test,
  };
}
