import { z } from 'zod';
import { recordId } from '@/lib/floor/ids';
import type { AgentRecord } from '@/lib/floor/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import type { AgentChoices, PauseReason } from '@/server/vendors/command';
import { nativeIdOf } from '@/server/vendors/order-parts';
import { parseJson } from '@/server/vendors/parse-json';
import { authStatuses, type Context, headersFor, hostOf } from './client';
import { agentCode, splitQueues } from './codes';
import { polledQueues } from './feeds';
import { levelOf } from './levels';
import { learnPauses } from './pause-names';
import { scalarText } from './plain-text';
import { checkStatus } from './stats-reply';

const replySchema = z.looseObject({ output: z.array(z.array(z.unknown())) });

/** Pause codes the agent may use, and the queues it may join with the level it has there. */
export async function choices(context: Context, agent: AgentRecord): Promise<AgentChoices> {
  const code = nativeIdOf(agent);
  const [pauses, queues] = await allOrNone<[string[][], AgentQueue[]]>(context.signal, [
    (signal) => readOutput({ ...context, signal }, 'QmAgentPCodes', code),
    (signal) => readAgentQueues({ ...context, signal }, code),
  ]);
  const pauseReasons = reasonsOf(pauses, context.settings.wrapUpPauseCodes);
  learnPauses(context.memory, pauseReasons);
  return {
    pauseReasons,
    queues: queues.map(({ queue, level }) => ({
      queueId: recordId(context.sourceId, queue),
      levels: [levelOf(level) ?? []].flat().map((known): PauseReason => ({ code: known.code, label: known.label })),
    })),
    breakLeftMs: null,
    needsReason: context.settings.defaultPauseCode === '',
  };
}

export interface AgentQueue {
  /** An atomic one. */
  readonly queue: string;
  readonly level: string;
}

/** The queues on the floor that an agent is assigned to; of a queue that comes alone and in a composite, as it comes alone. */
export async function readAgentQueues(context: Context, code: string): Promise<AgentQueue[]> {
  const rows = await readOutput(context, 'QmAgentQueues', code);
  const polled = polledQueues(context.settings);
  const all = rows.map(([, parts = '', , level = '']) => ({ parts: splitQueues(parts), level }));
  const found = new Map<string, AgentQueue>();
  for (const { parts, level } of all.toSorted((a, b) => a.parts.length - b.parts.length))
    for (const queue of parts)
      if (!found.has(queue) && (polled === '*' || polled.includes(queue))) found.set(queue, { queue, level });
  return [...found.values()];
}

function reasonsOf(rows: readonly string[][], wrapUpCodes: readonly string[]): PauseReason[] {
  const reasons = rows.map(([, code = '', label = '']) => ({ code, label: label || code }));
  const offered = reasons.filter(({ code }) => code !== '' && !wrapUpCodes.includes(code));
  return [...new Map(offered.map((reason) => [reason.code, reason])).values()];
}

/** The rows of one agent, without titles: their first cell is the agent's code. */
async function readOutput(
  context: Context,
  method: 'QmAgentPCodes' | 'QmAgentQueues',
  code: string,
): Promise<string[][]> {
  const host = hostOf(context);
  const reply = await context.http.send({
    path: `${method}/jsonStatsApi.do`,
    query: [['agent', code]],
    headers: headersFor(context.settings, context.secrets),
    signal: context.signal,
    authStatuses,
  });
  checkStatus(parseJson(reply.text, z.record(z.string(), z.unknown()), host), host);
  const { output } = parseJson(reply.text, replySchema, host);
  const rows = output.map((cells) => cells.map((cell) => scalarText(cell) ?? ''));
  return rows.filter(([first = '']) => agentCode(first) === code);
}
