import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import type { Book } from './config/editor-shape';
import { keysOf } from './config/people-editors';
import { compositeLevel, compositesIn } from './config/queue-editor';
import type { Block } from './framing';
import { ReportFailure } from './scene';
import { agentCode, findAgent, penaltyOf } from './values';

/** `QmAgentQueues`: agent, queue or composite, its name, level 0 main – 2 spill; rows without titles. */
export function agentQueues(book: Book, parameters: URLSearchParams): Block {
  const { code, agent } = agentAsked(book.centre, parameters);
  const atomic = agent.memberOf.map(({ queueId, level }) => {
    const name = book.centre.queues.find((queue) => queue.id === queueId)?.name ?? queueId;
    return [code, queueId, name, String(penaltyOf(level))];
  });
  const composite = compositesIn(book).flatMap(({ columns }) => {
    const level = compositeLevel(book, columns, agentCode(agent.id));
    return level === null ? [] : [[code, columns.composizione_coda ?? '', columns.nome_coda ?? '', String(level)]];
  });
  return { titles: null, rows: [...atomic, ...composite] };
}

/** `QmAgentPCodes`: agent, pause code, description, and whether it is payable and billable; rows without titles. */
export function agentPauseCodes(book: Book, parameters: URLSearchParams): Block {
  const { code, agent } = agentAsked(book.centre, parameters);
  const user = book.findBy('user', 'login', agentCode(agent.id));
  const keys = user ? keysOf(book, user) : [];
  const rows = book
    .records('pause')
    .map(({ columns }) => columns)
    .filter(({ visibility_key: key }) => !key || keys.includes(key))
    .map(({ pause_code: pause = '', pause_descr: name = '', is_payable, is_billable }) => {
      return [code, pause, name, `${is_payable === '1' ? 'P' : 'NP'}${is_billable === '1' ? 'B' : 'NB'}`];
    });
  return { titles: null, rows };
}

function agentAsked(centre: Centre, parameters: URLSearchParams): { code: string; agent: CentreAgent } {
  const code = parameters.get('agent') ?? '';
  if (code === '') throw new ReportFailure('Missing parameter: agent');
  const agent = findAgent(centre, code);
  if (!agent) throw new ReportFailure(`Unknown agent: ${code}`);
  return { code, agent };
}
