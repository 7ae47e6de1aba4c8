import { z } from 'zod';
import { epochMs, recordSchemas } from '@/lib/floor/records';
import { purposes } from '@/lib/protocol/purposes';
import { trendReport } from '@/lib/protocol/reports';
import { defineEndpoints } from './endpoint';

const list = <T extends z.ZodType>(schema: T) => z.array(schema).readonly();
const floorRecords = z.object({
  sources: list(recordSchemas.sources),
  queues: list(recordSchemas.queues),
  agents: list(recordSchemas.agents),
  memberships: list(recordSchemas.memberships),
  contacts: list(recordSchemas.contacts),
  groups: list(recordSchemas.groups),
  groupQueues: list(recordSchemas.groupQueues),
  intents: list(recordSchemas.intents),
});

export const floorApi = defineEndpoints({
  'GET /api/floor': {
    summary: 'The floor as the caller may see it now, by what the purpose asks for',
    action: null,
    query: z.object({
      purpose: z.enum(purposes, `must be one of ${purposes.join(', ')}`).default('console'),
    }),
    reply: floorRecords.extend({ epoch: z.string(), seq: z.number().int(), at: epochMs }),
  },
  'GET /api/trends': {
    summary: 'The last 60 minutes of every queue the caller may see, a point a minute',
    action: 'see-floor',
    reply: trendReport,
  },
});
