import type { EpochMs } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { Audit } from '@/server/audit/audit';
import type { Clock, Log } from '@/server/ports';
import type { SecretBox } from '@/server/sources/secret-box';
import type { ConfigChangeRepository, ConfigChangeStep } from '@/server/store/config-changes-repository';
import type { EditedSources, FloorSeen } from './find-editor';

/** Who asks, and from where. */
export interface EditAsker {
  readonly principal: Principal;
  readonly address: string | null;
}

export interface EditingParts {
  readonly sources: EditedSources;
  /** Which agents somebody sees. */
  readonly keeper: FloorSeen;
  readonly repository: ConfigChangeRepository;
  /** Writes what a change came to, now or as soon as the store can; never rejects. */
  save(step: ConfigChangeStep): Promise<void>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  /** Null where there is no key: then no secret is kept. */
  readonly box: SecretBox | null;
  /** Sorts as time goes. */
  newId(): { readonly id: string; readonly at: EpochMs };
}
