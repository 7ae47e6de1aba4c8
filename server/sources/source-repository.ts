import type { EpochMs } from '@/lib/floor/records';

/** A source that was added in the browser, as it is kept. */
export interface StoredSource {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** Null: the vendor's own interval. */
  readonly pollEverySeconds: number | null;
  /** As they were entered: what was left out follows the defaults of each release. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By field, each sealed by the secret box. */
  readonly sealedSecrets: Readonly<Record<string, string>>;
  readonly isPaused: boolean;
  /** Counts up with every change, so that nobody saves over what they have not seen. */
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** Where sources that were added in the browser are kept. */
export interface SourceRepository {
  /** All of them, by id. */
  list(): Promise<readonly StoredSource[]>;
  /** Another one after every change, whoever made it. */
  stamp(): Promise<string>;
  get(id: string): Promise<StoredSource | null>;
  /** False when the id is taken. */
  insert(source: StoredSource): Promise<boolean>;
  /** False when the one that is kept is not of `expectedVersion` any more, or gone. */
  update(source: StoredSource, expectedVersion: number): Promise<boolean>;
  /** The same for taking it away. */
  remove(id: string, expectedVersion: number): Promise<boolean>;
}
