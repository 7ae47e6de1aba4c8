import type { AccessScope } from './principal';

type Narrow = Exclude<AccessScope, 'all'>;

/** A team's id, as scopes hold it. */
export function teamId(sourceId: string, team: string): string {
  return `${sourceId}/${encodeURIComponent(team)}`;
}

/** Whether anything of a source is in scope: the source itself, one of its queues or teams. */
export function touchesSource(scope: AccessScope, sourceId: string): boolean {
  if (scope === 'all' || scope.sources.includes(sourceId)) return true;
  const prefix = `${sourceId}/`;
  return [...scope.queues, ...scope.teams].some((id) => id.startsWith(prefix));
}

/** The same scope written in one way: sorted, nothing twice, nothing that a whole source holds already. */
export function tidyScope(scope: AccessScope): AccessScope {
  if (scope === 'all') return scope;
  const sources = tidy(scope.sources);
  const isHeld = (id: string) => sources.some((source) => id.startsWith(`${source}/`));
  const rest = (ids: Narrow['queues']) => tidy(ids).filter((id) => !isHeld(id));
  return { sources, queues: rest(scope.queues), teams: rest(scope.teams) };
}

const tidy = (ids: readonly string[]) => [...new Set(ids)].sort();
