import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import type { Block } from './framing';
import { ReportFailure } from './scene';
import type { QmSettings } from './settings';
import { findAgent, penaltyOf } from './values';

/** `QmAgentQueues`: agent, queue or composite, its name, level 0 main – 2 spill; rows without titles. */
export function agentQueues(centre: Centre, settings: QmSettings, parameters: URLSearchParams): Block {
  const { code, agent } = agentAsked(centre, parameters);
  const atomic = agent.memberOf.map(({ queueId, level }) => {
    const name = centre.queues.find((queue) => queue.id === queueId)?.name ?? queueId;
    return [code, queueId, name, levelText(level)];
  });
  const composite = settings.composites
    .map(({ name, queueIds }) => {
      const levels = agent.memberOf.filter(({ queueId }) => queueIds.includes(queueId)).map(({ level }) => level);
      return { name, queueIds, levels };
    })
    .filter(({ levels }) => levels.length > 0)
    .map(({ name, queueIds, levels }) => [code, queueIds.join('|'), name, levelText(Math.min(...levels))]);
  return { titles: null, rows: [...atomic, ...composite] };
}

/** `QmAgentPCodes`: agent, pause code, description, and whether it is payable and billable; rows without titles. */
export function agentPauseCodes(centre: Centre, parameters: URLSearchParams): Block {
  const { code } = agentAsked(centre, parameters);
  const rows = centre.pauseCodes.map((pause) => [code, pause.code, pause.name, pause.isWrapUp ? 'PB' : 'NPNB']);
  return { titles: null, rows };
}

function agentAsked(centre: Centre, parameters: URLSearchParams): { code: string; agent: CentreAgent } {
  const code = parameters.get('agent') ?? '';
  if (code === '') throw new ReportFailure('Missing parameter: agent');
  const agent = findAgent(centre, code);
  if (!agent) throw new ReportFailure(`Unknown agent: ${code}`);
  return { code, agent };
}

const levelText = (level: number): string => String(penaltyOf(level));
