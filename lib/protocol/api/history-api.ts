import { z } from 'zod';
import { agentStates } from '@/lib/floor/words';
import { historyFigures, historySteps, mostWeeksBack } from '@/lib/protocol/history-words';
import { defineEndpoints } from './endpoint';

const moment = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'must be a date as 2026-03-04, or a time with its zone as 2026-03-04T09:00:00Z',
  )
  .optional();
const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, `must be one of ${words.join(', ')}`);

const query = z.object({
  from: moment.describe('First business day, or a time; 24 hours ago unless told'),
  to: moment.describe('Last business day, or the time at which it ends; now unless told'),
  queues: z
    .string()
    .min(1, 'must name a queue')
    .max(20_000, 'must have at most 20000 characters')
    .transform((text) => [...new Set(text.split(','))])
    .refine((ids) => ids.length <= 500 && ids.every((id) => id.length > 0), 'must be at most 500 ids between commas')
    .optional()
    .describe('Ids between commas; all that the caller may see unless told'),
  step: oneOf(['auto', ...historySteps]).default('auto'),
  by: oneOf(['sum', 'queue']).default('sum').describe('JSON: one series over all queues, or one for each too'),
  compare: z.coerce
    .number(`must be a number of weeks from 0 to ${mostWeeksBack}`)
    .int(`must be a number of weeks from 0 to ${mostWeeksBack}`)
    .min(0, `must be a number of weeks from 0 to ${mostWeeksBack}`)
    .max(mostWeeksBack, `must be a number of weeks from 0 to ${mostWeeksBack}`)
    .default(0)
    .describe('With the same weekday so many weeks before; 0 = with nothing'),
  format: oneOf(['json', 'csv']).default('json').describe('csv: a line per queue and interval'),
});

const values = z.array(z.number().nullable()).readonly();
const columns = <T extends string>(names: readonly T[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, values])) as Record<T, typeof values>).readonly();
const one = z.object(
  Object.fromEntries(historyFigures.map((name) => [name, z.number().nullable()])) as Record<
    (typeof historyFigures)[number],
    z.ZodNullable<z.ZodNumber>
  >,
);

const at = z.array(z.number().int()).readonly().describe('Start of each interval, ms since 1970');
const series = z.object({ at, figures: columns(historyFigures) });
const agents = z.object({
  at,
  states: columns(agentStates),
  sources: values.describe('How many sources could tell'),
  ofSources: z.number().int(),
});
const totals = one.readonly();

const history = z.object({
  from: z.string(),
  to: z.string(),
  step: z.enum(historySteps),
  stepMs: z.number().describe('Of days 24 hours, though two a year are not'),
  zone: z
    .string()
    .describe('Time zone of the first queue, in which times are told; days are those of each queue’s own zone'),
  formulas: z.record(z.string(), z.string()).describe('How rates are computed, in the letters of the metrics'),
  ofQueues: z.number().int(),
  series: series.describe('All queues together: counts and numerators added, never percentages averaged'),
  totals,
  agents: agents.describe('Agents of the queues’ sources by state'),
  queues: z
    .array(
      z
        .object({
          id: z.string(),
          name: z.string(),
          sourceId: z.string(),
          totals,
          comparedTotals: totals.nullable(),
          series: series.nullable(),
        })
        .readonly(),
    )
    .readonly(),
  compared: z
    .object({ weeks: z.number().int(), from: z.string(), to: z.string(), series, totals })
    .nullable()
    .describe('The same weekdays before; its intervals are moved to where they stand beside'),
});

export const historyApi = defineEndpoints({
  'GET /api/history': {
    summary: 'Figures of queues per interval, as JSON or CSV',
    action: 'see-history',
    query,
    reply: history,
    otherReplies: ['text/csv'],
  },
});
export type HistoryAsk = z.output<typeof query>;
export type HistoryReply = z.output<typeof history>;
export type HistorySeries = z.output<typeof series>;
export type HistoryTotals = z.output<typeof totals>;
export type HistoryAgents = z.output<typeof agents>;
