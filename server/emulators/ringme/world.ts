import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import type { AgentEvents } from './agent-events';
import type { Limits } from './limits';
import type { RingmeSettings } from './settings';

/** What one request is answered from. */
export interface World {
  readonly centre: Centre;
  readonly settings: RingmeSettings;
  readonly events: AgentEvents;
  readonly limits: Limits;
}

/** Whether an agent is reached at a number outside, and has no extension. */
export function isRemote({ settings }: World, { id }: CentreAgent): boolean {
  return settings.remoteAgentIds.includes(id);
}

/** A request inside the interface, for whoever was let in. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly query: URLSearchParams;
  /** The JSON body; undefined when there is none that can be read. */
  readonly body: unknown;
}
