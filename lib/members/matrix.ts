import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';

/** One person with the agents they are: at most one of each system. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly agents: ReadonlyMap<string, AgentRecord>;
}

/** Where a person and a queue meet; there is no such place where the person has no agent on that system. */
export interface Cell {
  readonly agent: AgentRecord;
  readonly queue: QueueRecord;
  readonly membership: MembershipRecord | undefined;
}

/**
 * People by name out of each newer list of agents; whoever is two agents of one system has a row for each. A row of the
 * same agents stays the same object, and only who came or is called otherwise is compared by name.
 */
export function createPersonRows(): (agents: readonly AgentRecord[]) => readonly PersonRow[] {
  let held: ReadonlyMap<string, readonly PersonRow[]> = new Map();
  let ordered: readonly PersonRow[] = [];
  return (agents) => {
    const next = new Map<string, readonly PersonRow[]>();
    for (const [key, own] of agentsByPerson(agents)) {
      const before = held.get(key);
      next.set(key, before && areOf(before, own) ? before : rowsOf(key, own));
    }
    held = next;
    ordered = inOrder([...next.values()].flat(), ordered);
    return ordered;
  };
}

function agentsByPerson(agents: readonly AgentRecord[]): ReadonlyMap<string, readonly AgentRecord[]> {
  const byPerson = new Map<string, AgentRecord[]>();
  for (const agent of agents) {
    const key = agent.personId ?? agent.id;
    const known = byPerson.get(key);
    if (known) known.push(agent);
    else byPerson.set(key, [agent]);
  }
  return byPerson;
}

function areOf(rows: readonly PersonRow[], own: readonly AgentRecord[]): boolean {
  const count = rows.reduce((sum, { agents }) => sum + agents.size, 0);
  return count === own.length && own.every((agent) => rows.some(({ agents }) => agents.get(agent.sourceId) === agent));
}

/** Those who are called as before stand to each other as before: comparing names is what takes long. */
function inOrder(rows: readonly PersonRow[], before: readonly PersonRow[]): readonly PersonRow[] {
  const known = new Map(before.map(({ id, name }, at) => [id, { name, at }]));
  const placed = rows.map((row) => {
    const was = known.get(row.id);
    return { row, at: was?.name === row.name ? was.at : null };
  });
  placed.sort((a, b) => (a.at !== null && b.at !== null ? a.at - b.at : compareRows(a.row, b.row)));
  return placed.map(({ row }) => row);
}

const compareRows = (a: PersonRow, b: PersonRow) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

const byName = new Intl.Collator();

function rowsOf(key: string, agents: readonly AgentRecord[]): PersonRow[] {
  const rows: Map<string, AgentRecord>[] = [];
  for (const agent of agents) {
    const free = rows.find((row) => !row.has(agent.sourceId));
    if (free) free.set(agent.sourceId, agent);
    else rows.push(new Map([[agent.sourceId, agent]]));
  }
  return rows.map((own, index) => ({
    id: index === 0 ? key : `${key}#${index + 1}`,
    name: [...own.values()][0]?.name ?? key,
    agents: own,
  }));
}

/** Queues by system, in the order of the systems, and by name. */
export function queueColumns(queues: readonly QueueRecord[], sourceIds: readonly string[]): readonly QueueRecord[] {
  const place = new Map(sourceIds.map((id, index) => [id, index]));
  const placeOf = ({ sourceId }: QueueRecord) => place.get(sourceId) ?? sourceIds.length;
  return [...queues].sort(
    (a, b) => placeOf(a) - placeOf(b) || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1),
  );
}

/** Two corners of a block, by ids, so that it stays what it is when rows come and go. */
export interface Block {
  readonly from: Corner;
  readonly to: Corner;
}

export interface Corner {
  readonly row: string;
  readonly column: string;
}

/** Row and column numbers of a block, both ends included; null when a corner is not there any more. */
export function spanOf({ from, to }: Block, rows: readonly { id: string }[], columns: readonly { id: string }[]) {
  const indexOf = (list: readonly { id: string }[], id: string) => list.findIndex((one) => one.id === id);
  const [a, b] = [indexOf(rows, from.row), indexOf(rows, to.row)];
  const [c, d] = [indexOf(columns, from.column), indexOf(columns, to.column)];
  if (a < 0 || b < 0 || c < 0 || d < 0) return null;
  return { top: Math.min(a, b), bottom: Math.max(a, b), left: Math.min(c, d), right: Math.max(c, d) };
}
export type Span = NonNullable<ReturnType<typeof spanOf>>;
