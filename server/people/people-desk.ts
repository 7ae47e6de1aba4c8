import type { AgentRecord } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { AgentOfPerson, Person, PersonSuggestion } from '@/lib/protocol/api/people-api';
import { Refusal, wrongField } from '@/lib/protocol/refusal';
import { actorOf } from '@/server/audit/actor-of';
import type { Audit } from '@/server/audit/audit';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { Clock } from '@/server/ports';
import type { Link, Pair, PeopleRepository } from '@/server/store/people-repository';
import { nameKey } from './name-key';
import type { PeopleBook } from './people-book';
import { suggestPeople } from './suggest-people';

/** Who asks, from where, and which agents they may see. */
export interface PeopleAsker {
  readonly principal: Principal;
  readonly address: string | null;
  readonly agents: readonly AgentRecord[];
}

export interface PeopleQuery {
  readonly text?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface WantedLink {
  readonly agentIds: readonly string[];
  readonly name?: string | undefined;
}

/** Who is one person on several sources: told, suggested, said and taken back. */
export interface PeopleDesk {
  list(
    query: PeopleQuery,
    asker: PeopleAsker,
  ): { readonly people: readonly Person[]; readonly total: number; readonly next: string | null };
  suggest(asker: PeopleAsker): { readonly suggestions: readonly PersonSuggestion[]; readonly total: number };
  link(links: readonly WantedLink[], asker: PeopleAsker): Promise<readonly string[]>;
  reject(groups: readonly (readonly string[])[], asker: PeopleAsker): Promise<void>;
  split(personId: string, agentId: string | undefined, asker: PeopleAsker): Promise<void>;
}

export interface PeopleParts {
  readonly repository: PeopleRepository;
  readonly book: PeopleBook;
  readonly keeper: Pick<FloorKeeper, 'relink'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: () => string;
}

const mostSuggestions = 500;

export function createPeopleDesk(parts: PeopleParts): PeopleDesk {
  const { repository, book, audit } = parts;

  /** Changes the store, then what is in memory and on the floor. */
  async function save(write: Promise<void>): Promise<void> {
    await refusing(write);
    await takeOver(parts);
  }

  function note(action: string, target: string, { principal, address }: PeopleAsker, changes: object): void {
    audit.note({ actor: actorOf(principal), action, target, outcome: 'done', address, ...changes });
  }

  const saidBy = ({ principal }: PeopleAsker) => ({ by: principal.accountId, at: parts.clock.now() });

  return {
    list: (query, asker) => listPeople(book, query, asker.agents),
    suggest({ agents }) {
      const all = suggestPeople(agents, book);
      const describe = describer(agents);
      const suggestions = all
        .slice(0, mostSuggestions)
        .map(({ agentIds, ...rest }) => ({ ...rest, agents: agentIds.map(describe) }));
      return { suggestions, total: all.length };
    },
    async link(wanted, asker) {
      const links = planLinks(wanted, asker.agents, book, parts.newId);
      await save(
        repository.link(
          links.flatMap(({ link }) => (link.agentIds.length > 0 ? [link] : [])),
          saidBy(asker),
        ),
      );
      for (const { link, before } of links) {
        if (link.agentIds.length === 0) continue;
        const after = { name: book.find(link.personId)?.name, agents: [...before, ...link.agentIds] };
        note('person.link', link.personId, asker, { before: before.length > 0 ? { agents: before } : null, after });
      }
      return links.map(({ link }) => link.personId);
    },
    async reject(groups, asker) {
      const seen = new Set(asker.agents.map(({ id }) => id));
      groups.forEach((ids, index) => {
        if (!ids.every((id) => seen.has(id))) throw wrongField(`groups.${index}`, notOnFloor);
      });
      await save(repository.reject(groups.flatMap(pairsOf), saidBy(asker)));
      for (const ids of groups) note('person.reject', ids.join(' '), asker, { after: { agents: ids } });
    },
    async split(personId, agentId, asker) {
      const person = book.find(personId);
      const isOf = agentId === undefined || person?.agentIds.includes(agentId);
      if (!person || !isOf)
        throw new Refusal('not-found', { message: 'There is no such person, or no such agent of it.' });
      const rest = person.agentIds.filter((id) => id !== agentId);
      // One agent alone is no person on several sources.
      const isWhole = agentId === undefined || rest.length < 2;
      const pairs = agentId === undefined ? pairsOf(rest) : rest.map((id): Pair => [id, agentId]);
      const agentIds = isWhole ? person.agentIds : [agentId];
      await save(repository.unlink({ personId, agentIds, isWhole, pairs }, saidBy(asker)));
      const [before, after] = [{ name: person.name, agents: person.agentIds }, isWhole ? null : { agents: rest }];
      note('person.split', personId, asker, { before, after });
    },
  };
}

/** Reads who is who and says so on the floor. */
export async function takeOver({ repository, book, keeper }: PeopleParts): Promise<void> {
  const moved = book.replace(await refusing(repository.read()));
  for (const sourceId of new Set(moved.map((id) => id.slice(0, id.indexOf('/'))))) keeper.relink(sourceId);
}

const notOnFloor = 'must be agents who are on the floor now';

/** What each link adds to whom; agents who are two people already are not made one in passing. */
function planLinks(
  wanted: readonly WantedLink[],
  agents: readonly AgentRecord[],
  book: PeopleBook,
  newId: () => string,
): readonly { readonly link: Link; readonly before: readonly string[] }[] {
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const planned = new Map<string, string>();
  return wanted.map(({ agentIds, name }, index) => {
    const personOf = (id: string) => planned.get(id) ?? book.personOf(id);
    if (!agentIds.every((id) => names.has(id))) throw wrongField(`links.${index}.agentIds`, notOnFloor);
    const persons = [...new Set(agentIds.map(personOf).filter((id) => id !== null))];
    if (persons.length > 1) {
      const message = 'These agents are two people already. Split one of them first.';
      throw new Refusal('conflict', { problems: [{ field: `links.${index}.agentIds`, message }] });
    }
    const personId = persons[0] ?? newId();
    const added = agentIds.filter((id) => personOf(id) === null);
    for (const id of added) planned.set(id, personId);
    const isNew = persons.length === 0;
    const newName = name ?? names.get(agentIds[0] ?? '') ?? personId;
    const before = book.find(personId)?.agentIds ?? [];
    return { link: { personId, name: isNew ? newName : null, agentIds: added }, before };
  });
}

function pairsOf(ids: readonly string[]): Pair[] {
  return ids.flatMap((one, index) => ids.slice(index + 1).map((other): Pair => [one, other]));
}

function describer(agents: readonly AgentRecord[]): (id: string) => AgentOfPerson {
  const known = new Map(agents.map((agent) => [agent.id, agent]));
  return (id) => {
    const agent = known.get(id);
    const { name = null, extension = null, team = null } = agent ?? {};
    return { id, sourceId: id.slice(0, id.indexOf('/')), name, extension, team };
  };
}

function listPeople(book: PeopleBook, { text, after, limit }: PeopleQuery, agents: readonly AgentRecord[]) {
  const describe = describer(agents);
  const words = nameKey(text ?? '')
    .split(' ')
    .filter(Boolean);
  const found = book
    .list()
    .map(({ id, name, agentIds }) => ({ id, name, agents: agentIds.map(describe) }))
    .filter((person) => {
      const all = [person.name, ...person.agents.flatMap(({ name, id }) => [name ?? '', id])].map(nameKey).join(' ');
      return words.every((word) => all.includes(word));
    })
    .sort((a, b) => compare(placeOf(a), placeOf(b)));
  const start = after === undefined ? 0 : found.findIndex((person) => compare(placeOf(person), after) > 0);
  const people = start < 0 ? [] : found.slice(start, start + limit);
  const last = people.at(-1);
  const isMore = start >= 0 && last !== undefined && start + limit < found.length;
  return { people, total: found.length, next: isMore ? placeOf(last) : null };
}

/** Where a person stands in the list: by name, people of one name by id. */
const placeOf = ({ id, name }: Pick<Person, 'id' | 'name'>) => `${nameKey(name).slice(0, 200)}|${id}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function refusing<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'duplicate')
      throw new Refusal('conflict', { message: 'Somebody else has just linked one of these agents. Look again.' });
    if (code === 'unavailable' || code === 'full')
      throw new Refusal('unavailable', { message: 'The database does not take this now. Nothing was changed.' });
    throw error;
  }
}
