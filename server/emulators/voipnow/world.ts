import type { Centre } from '@/server/emulators/centre-types';
import type { CallEvents } from './call-events';
import type { CallMarks } from './call-marks';
import type { VoipnowSettings } from './settings';

/** What one request is answered from. */
export interface World {
  readonly centre: Centre;
  readonly settings: VoipnowSettings;
  readonly events: CallEvents;
  readonly marks: CallMarks;
}

/** A request inside the interface, for whoever was let in. */
export interface Call {
  readonly world: World;
  readonly method: string;
  /** As the caller wrote it, for `links`. */
  readonly origin: string;
  /** `@me` or what else the caller was known by. */
  readonly user: string;
  readonly query: URLSearchParams;
  /** The JSON body; undefined when there is none that can be read. */
  readonly body: unknown;
}
