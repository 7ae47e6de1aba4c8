import type { Transaction } from 'kysely';
import type { EpochMs } from '@/lib/floor/records';
import type { Database } from './schema';
import type { PersonAgentRow, PersonRejectionRow, PersonRow } from './schema/people';
import type { Store } from './store';

export interface KeptPeople {
  readonly people: readonly Pick<PersonRow, 'id' | 'name'>[];
  readonly agents: readonly Pick<PersonAgentRow, 'agent_id' | 'person_id'>[];
  readonly rejections: readonly Pick<PersonRejectionRow, 'agent_a' | 'agent_b'>[];
}

/** Who said so, and when. */
export interface SaidBy {
  readonly by: string;
  readonly at: EpochMs;
}

export interface PeopleRepository {
  read(): Promise<KeptPeople>;
  /** Makes a person where `name` is given; an agent who is somebody already is refused as a duplicate. All or none. */
  link(links: readonly Link[], said: SaidBy): Promise<void>;
  /** Takes agents off a person, and away with the person if `isWhole`; the pairs are not suggested again. */
  unlink(unlinking: Unlinking, said: SaidBy): Promise<void>;
  reject(pairs: readonly Pair[], said: SaidBy): Promise<void>;
}

export interface Link {
  readonly personId: string;
  /** Null: the person is there already. */
  readonly name: string | null;
  readonly agentIds: readonly string[];
}

export interface Unlinking {
  readonly personId: string;
  readonly agentIds: readonly string[];
  readonly isWhole: boolean;
  readonly pairs: readonly Pair[];
}

export type Pair = readonly [string, string];

/** Two agents in one order, however they were named. */
export function orderedPair([one, other]: Pair): Pair {
  return one < other ? [one, other] : [other, one];
}

type Db = Transaction<Database>;

export function createPeopleRepository({ db, reader }: Pick<Store, 'db' | 'reader'>): PeopleRepository {
  return {
    async read() {
      const people = await reader.selectFrom('people').select(['id', 'name']).execute();
      const agents = await reader.selectFrom('person_agents').select(['agent_id', 'person_id']).execute();
      const rejections = await reader.selectFrom('person_rejections').select(['agent_a', 'agent_b']).execute();
      return { people, agents, rejections };
    },
    link: (links, said) =>
      db.transaction().execute(async (within) => {
        for (const link of links) await linkOne(within, link, said);
      }),
    unlink: ({ personId, agentIds, isWhole, pairs }, said) =>
      db.transaction().execute(async (within) => {
        if (agentIds.length > 0)
          await within
            .deleteFrom('person_agents')
            .where('person_id', '=', personId)
            .where('agent_id', 'in', [...agentIds])
            .execute();
        if (isWhole) await within.deleteFrom('people').where('id', '=', personId).execute();
        await rejectPairs(within, pairs, said);
      }),
    reject: (pairs, said) => db.transaction().execute((within) => rejectPairs(within, pairs, said)),
  };
}

async function linkOne(within: Db, { personId, name, agentIds }: Link, { by, at }: SaidBy): Promise<void> {
  if (name !== null)
    await within.insertInto('people').values({ id: personId, name, created_at: at, updated_at: at }).execute();
  if (agentIds.length === 0) return;
  await within
    .insertInto('person_agents')
    .values(agentIds.map((id) => ({ agent_id: id, person_id: personId, confirmed_by: by, confirmed_at: at })))
    .execute();
}

async function rejectPairs(within: Db, pairs: readonly Pair[], { by, at }: SaidBy): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(orderedPair).map(([agent_a, agent_b]) => ({ agent_a, agent_b, rejected_by: by, at }));
  await within
    .insertInto('person_rejections')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['agent_a', 'agent_b']).doNothing())
    .execute();
}
