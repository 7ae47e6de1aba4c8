import type { AgentRecord, EpochMs } from '@/lib/floor/records';
import { Refusal } from '@/lib/protocol/refusal';
import type { Clock } from '@/server/ports';
import type { SourceCommands } from '@/server/sources/source-commands';
import { type AgentChoices, isCommandRefused } from '@/server/vendors/command';
import { isVendorError } from '@/server/vendors/vendor-error';

/** What agents can choose from, asked of the vendor once a minute at most. */
export interface ChoicesCache {
  /** Rejects with a refusal in words where the vendor does not tell. */
  of(agent: AgentRecord): Promise<AgentChoices>;
}

interface CacheParts {
  readonly clock: Clock;
  commandsOf(sourceId: string): SourceCommands | null;
}

const keepMs = 60_000;
const mostKept = 5000;
const nothing: AgentChoices = { pauseReasons: [], queues: null, breakLeftMs: null };

export function createChoicesCache({ clock, commandsOf }: CacheParts): ChoicesCache {
  const kept = new Map<
    string,
    { readonly at: EpochMs; readonly by: SourceCommands; readonly asked: Promise<AgentChoices> }
  >();

  async function ask(agent: AgentRecord, commands: SourceCommands): Promise<AgentChoices> {
    try {
      return (await commands.choices(agent)) ?? nothing;
    } catch (error) {
      kept.delete(agent.id);
      const why = isVendorError(error) || isCommandRefused(error) ? `: ${error.message}` : '.';
      const message = `${commands.name} does not tell now what can be chosen${why}`;
      throw new Refusal('unavailable', { message });
    }
  }

  return {
    async of(agent) {
      const commands = commandsOf(agent.sourceId);
      if (!commands) return nothing;
      const known = kept.get(agent.id);
      // A source that was begun anew may be another system.
      if (known && known.by === commands && clock.now() - known.at < keepMs) return known.asked;
      if (kept.size >= mostKept) kept.clear();
      const asked = ask(agent, commands);
      kept.set(agent.id, { at: clock.now(), by: commands, asked });
      return asked;
    },
  };
}
