import { serveDeeds } from '@/bench/kit/helper-process';
import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { type SiteChoice, startEmulators } from '@/server/emulators/launch';
import { systemClock } from '@/server/ports';

/** Other sites, as JSON. */
const sites = process.argv[2]
  ? (JSON.parse(process.argv[2]) as readonly SiteChoice[])
  : (['milan', 'helsinki', 'lucca'] as const);
const emulators = await startEmulators({ clock: systemClock, sites });

/** An agent whose state was changed just now. */
export interface Change {
  readonly sourceId: string;
  /** The words of the name in the order of the alphabet: each vendor puts them in its own. */
  readonly name: string;
  /** When, epoch ms. */
  readonly at: number;
}

/** Names that stand for one agent only, on all sites. */
const ownNames = new Set<string>();
const nameOf = ({ firstName, lastName }: CentreAgent) => `${firstName} ${lastName}`.split(' ').sort().join(' ');
for (const name of [...emulators.centres.values()].flatMap(({ agents }) => agents.map(nameOf))) {
  if (ownNames.has(name)) ownNames.delete(name);
  else ownNames.add(name);
}

/** Changed lately, by itself or by us: what a screen shows of it may be on its way still. */
const restMs = 12_000;
const touchedAt = new Map<CentreAgent, number>();

function isAtRest(agent: CentreAgent, now: number): boolean {
  const isStill = agent.state === 'idle' || agent.state === 'paused' || agent.state === 'logged-out';
  return (
    isStill &&
    ownNames.has(nameOf(agent)) &&
    now - agent.stateSince > restMs &&
    now - (touchedAt.get(agent) ?? 0) > restMs
  );
}

function turn(centre: Centre, agent: CentreAgent): void {
  if (agent.state === 'idle') centre.pause(agent.id, centre.pauseCodes[0]?.code ?? null);
  else if (agent.state === 'paused') centre.unpause(agent.id);
  else centre.login(agent.id);
}

const deeds = {
  /** Entries for a sources file, and where the control door is. */
  describe: () => ({ sources: emulators.sources, controlUrl: emulators.controlUrl }),
  /** Agents by the words of their name whom the vendor does not show. */
  leaveAlone(names: readonly string[]) {
    for (const name of names) ownNames.delete(name);
  },
  /** Turns one agent who is at rest to another state; null when there is none now. */
  change(sourceId: string, luck: number): Change | null {
    const centre = emulators.centres.get(sourceId);
    centre?.settle();
    const now = Date.now();
    const atRest = centre?.agents.filter((agent) => isAtRest(agent, now)) ?? [];
    const agent = atRest[Math.floor(luck * atRest.length)];
    if (!centre || !agent) return null;
    const before = agent.state;
    turn(centre, agent);
    const at = Date.now();
    touchedAt.set(agent, at);
    return agent.state === before ? null : { sourceId, name: nameOf(agent), at };
  },
};
export type VendorDeeds = typeof deeds;

serveDeeds(deeds);
