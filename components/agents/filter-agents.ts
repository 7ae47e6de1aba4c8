import { foldOnce, foldText, wordsOf } from '@/components/ui/fold-text';
import type { AgentRecord } from '@/lib/floor/records';

export interface AgentFilter {
  readonly query: string;
  readonly site: string | null;
  readonly state: string | null;
}

const foldedText = foldOnce(({ name, extension, team }: AgentRecord) => `${name} ${extension ?? ''} ${team ?? ''}`);

/** The agents that pass; the same array when nothing is filtered. */
export function filterAgents(
  agents: readonly AgentRecord[],
  { query, site, state }: AgentFilter,
  siteOf: (sourceId: string) => string,
): readonly AgentRecord[] {
  const words = wordsOf(query);
  if (words.length === 0 && site === null && state === null) return agents;
  const sites = new Map<string, string>();
  const foldedSite = (sourceId: string) => {
    const folded = sites.get(sourceId) ?? foldText(siteOf(sourceId));
    sites.set(sourceId, folded);
    return folded;
  };
  return agents.filter((agent) => {
    if (site !== null && agent.sourceId !== site) return false;
    if (state !== null && agent.state !== state) return false;
    if (words.length === 0) return true;
    const text = foldedText(agent);
    return words.every((word) => text.includes(word) || foldedSite(agent.sourceId).includes(word));
  });
}
