import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { supervisorLogin } from './editors';
import { ReportFailure } from './scene';
import { agentCode, findAgent } from './values';

/**
 * `QmBroadcastMsg`: a command that comes as a GET. The filters narrow down each other; a message nobody fits is taken all
 * the same. Whom it reached is for the journal.
 */
export function broadcastMessage(centre: Centre, parameters: URLSearchParams): void {
  const field = (name: string) => parameters.get(name) ?? '';
  if (field('text') === '') throw new ReportFailure('Missing parameter: text');
  const reached = recipients(centre, parameters).map(({ id }) => id);
  const { jsonFormat: _framing, ...details } = Object.fromEntries(parameters);
  const agentId = findAgent(centre, field('agent'))?.id ?? null;
  centre.command({ deed: 'message', agentId, details: { ...details, reached } }, () => reached.length > 0);
}

type Fits = (centre: Centre, agent: CentreAgent, wanted: string) => boolean;

const filters: Readonly<Record<string, Fits>> = {
  agent: (_centre, agent, wanted) => agentCode(agent.id) === wanted.toLowerCase(),
  location: (_centre, agent, wanted) => agent.location === wanted,
  supervisor: (_centre, _agent, wanted) => wanted === supervisorLogin,
  // The manual asks for the queue's name; its id will do.
  queue: (centre, agent, wanted) =>
    centre.queues
      .filter(({ id, name }) => id === wanted || name === wanted)
      .some(({ id }) => agent.memberOf.some(({ queueId }) => queueId === id)),
};

function recipients(centre: Centre, parameters: URLSearchParams): readonly CentreAgent[] {
  if (parameters.get('everyone') === '1') return centre.agents;
  const asked = Object.entries(filters)
    .map(([name, fits]) => ({ fits, wanted: parameters.get(name) ?? '' }))
    .filter(({ wanted }) => wanted !== '');
  if (asked.length === 0) return [];
  return centre.agents.filter((agent) => asked.every(({ fits, wanted }) => fits(centre, agent, wanted)));
}
