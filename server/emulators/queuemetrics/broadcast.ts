import type { CentreAgent } from '@/server/emulators/centre-types';
import type { Book } from './config/editor-shape';
import { nameBehind } from './config/record-forms';
import { ReportFailure } from './scene';
import { agentCode, findAgent } from './values';

/**
 * `QmBroadcastMsg`: a command that comes as a GET. The filters narrow down each other; a message nobody fits is taken all
 * the same. Whom it reached is for the journal.
 */
export function broadcastMessage(book: Book, parameters: URLSearchParams): void {
  const field = (name: string) => parameters.get(name) ?? '';
  if (field('text') === '') throw new ReportFailure('Missing parameter: text');
  const reached = recipients(book, parameters).map(({ id }) => id);
  const { jsonFormat: _framing, ...details } = Object.fromEntries(parameters);
  const agentId = findAgent(book.centre, field('agent'))?.id ?? null;
  book.centre.command({ deed: 'message', agentId, details: { ...details, reached } }, () => reached.length > 0);
}

type Fits = (book: Book, agent: CentreAgent, wanted: string) => boolean;

const filters: Readonly<Record<string, Fits>> = {
  agent: (_book, agent, wanted) => agentCode(agent.id) === wanted.toLowerCase(),
  location: (_book, agent, wanted) => agent.location === wanted,
  supervisor: (book, agent, wanted) => {
    const supervisor = book.findBy('agent', 'nome_agente', agentCode(agent.id))?.columns.supervised_by;
    return nameBehind(book, 'user', supervisor) === wanted;
  },
  // The manual asks for the queue's name; its id will do.
  queue: ({ centre }, agent, wanted) =>
    centre.queues
      .filter(({ id, name }) => id === wanted || name === wanted)
      .some(({ id }) => agent.memberOf.some(({ queueId }) => queueId === id)),
};

function recipients(book: Book, parameters: URLSearchParams): readonly CentreAgent[] {
  if (parameters.get('everyone') === '1') return book.centre.agents;
  const asked = Object.entries(filters)
    .map(([name, fits]) => ({ fits, wanted: parameters.get(name) ?? '' }))
    .filter(({ wanted }) => wanted !== '');
  if (asked.length === 0) return [];
  return book.centre.agents.filter((agent) => asked.every(({ fits, wanted }) => fits(book, agent, wanted)));
}
