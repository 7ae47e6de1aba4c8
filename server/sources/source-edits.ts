import { Refusal, wrongField } from '@/lib/protocol/refusal';
import type { ChangedSource, NewSource, SourceSettings } from '@/lib/protocol/source-settings';
import type { Audit } from '@/server/audit/audit';
import type { SourceSetup } from '@/server/polling/poller';
import type { Clock } from '@/server/ports';
import { type Asker, forAudit, noteEdit } from './note-edit';
import type { SecretBox } from './secret-box';
import { settingsOfKept } from './settings-of';
import { type DraftContext, readDraft } from './source-draft';
import type { SourceRepository, StoredSource } from './source-repository';
import { sealSecrets } from './source-secrets';

export interface SourceEditsParts extends DraftContext {
  readonly repository: SourceRepository;
  readonly fileSources: ReadonlyMap<string, SourceSetup>;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Brings a source as it is kept now to the registry. */
  hold(source: StoredSource): Promise<void>;
  drop(id: string): Promise<void>;
}

export const lacksKey =
  'Sources can be added in the browser once CALLBOARD_KEY is set, which seals their secrets: make one with "openssl rand -base64 32" and restart Callboard.';

/** Addresses of pages and doors beside those of the sources. */
const takenIds = new Set(['new', 'test']);

/** Edits of sources that were added in the browser: checked, kept, noted, and then begun. Throws Refusal. */
export class SourceEdits {
  constructor(private readonly parts: SourceEditsParts) {}

  add(input: NewSource, by: Asker): Promise<SourceSettings> {
    const { audit, clock, repository, hold } = this.parts;
    return noteEdit(audit, { action: 'source.add', target: input.id, by }, async () => {
      const box = this.openBox();
      this.refuseTakenId(input.id);
      const { setup, secrets } = readDraft(input, null, this.parts);
      const now = clock.now();
      const added: StoredSource = {
        id: setup.id,
        name: setup.name,
        vendor: setup.vendor.id,
        pollEverySeconds: setup.pollEverySeconds ?? null,
        settings: input.settings,
        sealedSecrets: sealSecrets(box, setup.id, secrets),
        isPaused: false,
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      if (!(await repository.insert(added))) throw wrongField('id', takenWords);
      await hold(added);
      return { value: settingsOfKept(added), changes: { before: null, after: forAudit(added) } };
    });
  }

  change(id: string, input: ChangedSource, by: Asker): Promise<SourceSettings> {
    const { audit, clock } = this.parts;
    return noteEdit(audit, { action: 'source.change', target: id, by }, async () => {
      const before = await this.editable(id);
      const box = this.openBox();
      // Before anything else: what is wrong with a form that is out of date is no matter.
      if (before.version !== input.version) throw conflict();
      const { setup, secrets } = readDraft({ ...input, id, vendor: before.vendor }, before, this.parts);
      const after: StoredSource = {
        ...before,
        name: setup.name,
        pollEverySeconds: setup.pollEverySeconds ?? null,
        settings: input.settings,
        sealedSecrets: sealSecrets(box, id, secrets),
        version: before.version + 1,
        updatedAt: clock.now(),
      };
      await this.save(after, before.version);
      const newSecrets = Object.keys(input.secrets);
      const changes = { before: forAudit(before), after: { ...forAudit(after), newSecrets } };
      return { value: settingsOfKept(after), changes };
    });
  }

  setPaused(id: string, isPaused: boolean, by: Asker): Promise<SourceSettings> {
    const { audit, clock } = this.parts;
    const action = isPaused ? 'source.pause' : 'source.resume';
    return noteEdit(audit, { action, target: id, by }, async () => {
      const before = await this.editable(id);
      const version = before.version + 1;
      const after = before.isPaused === isPaused ? before : { ...before, isPaused, version, updatedAt: clock.now() };
      if (after !== before) await this.save(after, before.version);
      const changes = { before: { isPaused: before.isPaused }, after: { isPaused } };
      return { value: settingsOfKept(after), changes };
    });
  }

  remove(id: string, version: number, by: Asker): Promise<void> {
    const { audit, repository, drop } = this.parts;
    return noteEdit(audit, { action: 'source.delete', target: id, by }, async () => {
      // One that a source of the file hides can be deleted too.
      const before = existing(await repository.get(id));
      if (!(await repository.remove(id, version))) throw conflict();
      await drop(id);
      return { value: undefined, changes: { before: forAudit(before), after: null } };
    });
  }

  private openBox(): SecretBox {
    if (!this.parts.box) throw new Refusal('unavailable', { message: lacksKey });
    return this.parts.box;
  }

  private refuseTakenId(id: string): void {
    if (takenIds.has(id)) throw wrongField('id', `must not be "${id}": that name is taken`);
    if (this.parts.fileSources.has(id))
      throw wrongField('id', 'must be its own: a source of the sources file has the same one');
  }

  private async editable(id: string): Promise<StoredSource> {
    if (this.parts.fileSources.has(id))
      throw new Refusal('not-allowed', { message: 'This source stands in the sources file: change it there.' });
    return existing(await this.parts.repository.get(id));
  }

  private async save(after: StoredSource, expectedVersion: number): Promise<void> {
    if (!(await this.parts.repository.update(after, expectedVersion))) throw conflict();
    await this.parts.hold(after);
  }
}

/** The source, or the refusal that there is none. */
export function existing(source: StoredSource | null): StoredSource {
  if (!source) throw new Refusal('not-found', { message: 'There is no such source.' });
  return source;
}

const takenWords = 'must be its own: another source has the same one';

function conflict(): Refusal {
  return new Refusal('conflict', { message: 'Somebody else has saved this source meanwhile.' });
}
