'use client';
import { useMemo } from 'react';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import { useSites } from '@/components/table/use-sites';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { useRecords } from '@/lib/live/use-floor';
import { type PersonRow, personRows, queueColumns } from '@/lib/members/matrix';
import type { CellPlace } from '@/lib/members/plan-cells';

export interface Matrix {
  readonly rows: readonly PersonRow[];
  readonly columns: readonly QueueRecord[];
  readonly peopleInAll: number;
  /** Null where the person has no agent on that system. */
  place(row: PersonRow, queue: QueueRecord): CellPlace | null;
}

interface MatrixFilter {
  readonly query: string;
  readonly site: string | null;
}

/** People and queues that pass the filter, and what stands where they meet. */
export function useMatrix({ query, site }: MatrixFilter): Matrix {
  const { store } = useFloorSource();
  const [agents, queues, sources] = [useRecords('agents'), useRecords('queues'), useRecords('sources')];
  const memberships = useRecords('memberships');
  const siteOf = useSites();
  const people = useMemo(() => personRows(agents), [agents]);
  const sourceIds = sources.map(({ id }) => id).join('\n');
  const ordered = useMemo(() => queueColumns(queues, sourceIds.split('\n')), [queues, sourceIds]);
  const shown = useMemo(
    () => filtered(people, ordered, { query, site }, siteOf),
    [people, ordered, query, site, siteOf],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: memberships tell when what the store looks up is another
  return useMemo(() => {
    const vendors = new Map(sources.map((source) => [source.id, { source, vendor: commandVendorOf(source) }]));
    return {
      ...shown,
      peopleInAll: people.length,
      place(row, queue) {
        const agent = row.agents.get(queue.sourceId);
        if (!agent) return null;
        const membership = store.membershipsOfAgent(agent.id).find(({ queueId }) => queueId === queue.id);
        const known = vendors.get(queue.sourceId);
        return { agent, queue, membership, source: known?.source, vendor: known?.vendor ?? commandVendorOf(undefined) };
      },
    };
  }, [shown, people, sources, store, memberships]);
}

/** What is looked for is a person; where nobody is called so, a queue. */
function filtered(
  people: readonly PersonRow[],
  queues: readonly QueueRecord[],
  { query, site }: MatrixFilter,
  siteOf: (id: string) => string,
): Pick<Matrix, 'rows' | 'columns'> {
  const words = wordsOf(query);
  const isIn = (text: string) => words.every((word) => foldText(text).includes(word));
  const columns = site === null ? queues : queues.filter(({ sourceId }) => sourceId === site);
  const rows = site === null ? people : people.filter(({ agents }) => agents.has(site));
  if (words.length === 0) return { rows, columns };
  const named = rows.filter((row) => isIn(textOf(row)));
  if (named.length > 0) return { rows: named, columns };
  const titled = columns.filter((queue) => isIn(`${queue.name} ${siteOf(queue.sourceId)}`));
  const sites = new Set(titled.map(({ sourceId }) => sourceId));
  return { rows: rows.filter(({ agents }) => [...agents.keys()].some((id) => sites.has(id))), columns: titled };
}

const textOf = ({ name, agents }: PersonRow) =>
  [
    name,
    ...[...agents.values()].flatMap((agent: AgentRecord) => [agent.name, agent.team ?? '', agent.extension ?? '']),
  ].join(' ');
