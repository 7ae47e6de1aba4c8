import type { Centre, CentreMember } from '@/server/emulators/centre-types';
import { agentCode, agentIdIn, penaltyOf } from '@/server/emulators/queuemetrics/values';
import { EditFailure } from './edit-failure';
import type { Book, Columns } from './editor-shape';

/** Where a queue's record has its members: main, wrap and spill. */
export const memberFields = ['agenti_membri', 'agenti_spilloff_1', 'agenti_spilloff_2'] as const;

/** Several entries in one field. */
export const entriesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('|')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Who serves a queue of the centre. */
export function membersOf(centre: Centre, queueId: string): CentreMember[] {
  return centre.agents.flatMap((agent) =>
    agent.memberOf.filter((one) => one.queueId === queueId).map(({ level }) => ({ agentId: agent.id, level })),
  );
}

/** The members of these queues as a record has them, each at the best level of any queue. */
export function memberColumns(centre: Centre, queueIds: readonly string[]): Columns {
  const wanted = new Set(queueIds);
  const perLevel: string[][] = memberFields.map(() => []);
  for (const agent of centre.agents) {
    const levels = agent.memberOf.filter(({ queueId }) => wanted.has(queueId)).map(({ level }) => penaltyOf(level));
    if (levels.length > 0) perLevel[Math.min(...levels)]?.push(agentCode(agent.id));
  }
  return Object.fromEntries(memberFields.map((field, level) => [field, perLevel[level]?.join('|') ?? '']));
}

/** Who is to serve a queue, as a record says it; level 1 is main. */
export function membersIn(columns: Columns): CentreMember[] {
  return memberFields.flatMap((field, place) =>
    entriesOf(columns[field]).map((code) => ({ agentId: agentIdIn(code), level: place + 1 })),
  );
}

/** Codes in the form they are kept in. */
export function tidyMembers(columns: Columns): Columns {
  const tidied = memberFields.map((field) => [field, entriesOf(columns[field]).join('|').toLowerCase()] as const);
  return { ...columns, ...Object.fromEntries(tidied) };
}

/** Members must exist, and each has one level. */
export function checkMembers(book: Book, columns: Columns): void {
  const known = new Set(book.records('agent').map((agent) => agent.columns.nome_agente));
  const seen = new Set<string>();
  for (const code of memberFields.flatMap((field) => entriesOf(columns[field]))) {
    if (!known.has(code)) throw new EditFailure(`Unknown agent: '${code}'`);
    if (seen.has(code)) throw new EditFailure(`Agent '${code}' is on the queue more than once`);
    seen.add(code);
  }
}

/** Takes somebody who is gone off the lists that only records have, or puts another code there. */
export function replaceMember(book: Book, code: string, by: string | null): void {
  for (const { id, columns } of book.kept('queue')) {
    const lists = memberFields.map((field) => {
      const codes = entriesOf(columns[field]).map((entry) => (entry === code ? by : entry));
      return [field, codes.filter((entry) => entry !== null).join('|')] as const;
    });
    book.adjust('queue', id, Object.fromEntries(lists));
  }
}
