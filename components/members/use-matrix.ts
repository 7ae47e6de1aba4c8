'use client';
import { useMemo, useState } from 'react';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import { useSites } from '@/components/table/use-sites';
import { foldOnce, foldText, wordsOf } from '@/components/ui/fold-text';
import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { useRecords } from '@/lib/live/use-floor';
import { type CellGroup, groupCells } from '@/lib/members/group-cells';
import { createPersonRows, type PersonRow, queueColumns, type Span } from '@/lib/members/matrix';
import type { CellPlace } from '@/lib/members/plan-cells';

export interface Matrix {
  readonly rows: readonly PersonRow[];
  readonly columns: readonly QueueRecord[];
  readonly peopleInAll: number;
  /** Null where the person has no agent on that system. */
  place(row: PersonRow, queue: QueueRecord): CellPlace | null;
  /** The cells of a block, and the same put together where the same can be said of them. */
  placesIn(span: Span): readonly CellPlace[];
  groupsIn(span: Span): readonly CellGroup[];
}

interface MatrixFilter {
  readonly query: string;
  readonly site: string | null;
  /** Of this queue alone, by its id. */
  readonly queue: string | null;
}

/** People and queues that pass the filter, and what stands where they meet. */
export function useMatrix({ query, site, queue: only }: MatrixFilter): Matrix {
  const { store } = useFloorSource();
  const [agents, queues, sources] = [useRecords('agents'), useRecords('queues'), useRecords('sources')];
  const memberships = useRecords('memberships');
  const siteOf = useSites();
  const [rowsOf] = useState(createPersonRows);
  const people = useMemo(() => rowsOf(agents), [rowsOf, agents]);
  const sourceIds = sources.map(({ id }) => id).join('\n');
  const ordered = useMemo(() => queueColumns(queues, sourceIds.split('\n')), [queues, sourceIds]);
  const shown = useMemo(
    () => filtered(people, ordered, { query, site, queue: only }, siteOf),
    [people, ordered, query, site, only, siteOf],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: memberships tell when what the store looks up is another
  return useMemo(() => {
    const vendors = new Map(sources.map((source) => [source.id, { source, vendor: commandVendorOf(source) }]));
    const membershipsOf = (agent: AgentRecord) => store.membershipsOfAgent(agent.id);
    function placeOf(agent: AgentRecord, queue: QueueRecord, membership: MembershipRecord | undefined): CellPlace {
      const known = vendors.get(queue.sourceId);
      return { agent, queue, membership, source: known?.source, vendor: known?.vendor ?? commandVendorOf(undefined) };
    }
    function place(row: PersonRow, queue: QueueRecord): CellPlace | null {
      const agent = row.agents.get(queue.sourceId);
      return agent ? placeOf(agent, queue, byQueue(membershipsOf(agent)).get(queue.id)) : null;
    }
    const partsOf = ({ top, bottom, left, right }: Span) =>
      [shown.rows.slice(top, bottom + 1), shown.columns.slice(left, right + 1)] as const;
    return {
      ...shown,
      peopleInAll: people.length,
      place,
      placesIn(span) {
        const [rows, columns] = partsOf(span);
        return rows.flatMap((row) => columns.flatMap((queue) => place(row, queue) ?? []));
      },
      groupsIn: (span) => groupCells(...partsOf(span), { membershipsOf, placeOf }),
    };
  }, [shown, people, sources, store, memberships]);
}

type Memberships = readonly MembershipRecord[];
const sorted = new WeakMap<Memberships, ReadonlyMap<string, MembershipRecord>>();

/** An agent's memberships by queue, made once: the list is another one when one of them changes. */
function byQueue(list: Memberships): ReadonlyMap<string, MembershipRecord> {
  const before = sorted.get(list);
  if (before) return before;
  // The first one counts, should there be two of one queue.
  const made = new Map([...list].reverse().map((membership) => [membership.queueId, membership]));
  sorted.set(list, made);
  return made;
}

/** What is looked for is a person; where nobody is called so, a queue. */
function filtered(
  people: readonly PersonRow[],
  queues: readonly QueueRecord[],
  { query, site: chosen, queue: only }: MatrixFilter,
  siteOf: (id: string) => string,
): Pick<Matrix, 'rows' | 'columns'> {
  const words = wordsOf(query);
  const isIn = (text: string) => words.every((word) => foldText(text).includes(word));
  const asked = only === null ? queues : queues.filter(({ id }) => id === only);
  const site = chosen ?? (only === null ? null : (asked[0]?.sourceId ?? null));
  const columns = site === null ? asked : asked.filter(({ sourceId }) => sourceId === site);
  const rows = site === null ? people : people.filter(({ agents }) => agents.has(site));
  if (words.length === 0) return { rows, columns };
  const named = rows.filter((row) => words.every((word) => foldedRow(row).includes(word)));
  if (named.length > 0) return { rows: named, columns };
  const titled = columns.filter((queue) => isIn(`${queue.name} ${siteOf(queue.sourceId)}`));
  const sites = new Set(titled.map(({ sourceId }) => sourceId));
  return { rows: rows.filter(({ agents }) => [...agents.keys()].some((id) => sites.has(id))), columns: titled };
}

const foldedRow = foldOnce(({ name, agents }: PersonRow) =>
  [
    name,
    ...[...agents.values()].flatMap((agent: AgentRecord) => [agent.name, agent.team ?? '', agent.extension ?? '']),
  ].join(' '),
);
