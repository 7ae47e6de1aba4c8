import { z } from 'zod';
import { commonSettings } from '@/server/vendors/common-settings';

const perQueue = z
  .string()
  .refine((path) => path.includes('{queueId}'), 'must contain {queueId}, in the place of the queue’s id');

/** Settings of an Imagicle QME source; everything but `baseUrl` has a default. */
export const settings = z.strictObject({
  ...commonSettings,
  baseUrl: commonSettings.baseUrl.describe('Address of the API, as https://host/fw/Apps/QME/WebAPI'),
  timeZone: commonSettings.timeZone.describe(
    'Time zone of the site: of the business day, and of the vendor’s times that come without an offset',
  ),
  tenantId: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'Tenant ID' })
    .describe('Only the queues of this tenant; by default those of all'),
  queuesPath: z.string().min(1).default('Queues/FIFO').describe('Path of the list of queues, below baseUrl'),
  realTimePath: perQueue
    .default('Queues/FIFO/{queueId}/RealTimeStatistics')
    .describe('Path of a queue’s real-time statistics, which no public document names'),
  statisticsPath: perQueue.default('Queues/FIFO/{queueId}/Statistics').describe('Path of a queue’s statistics'),
  agentsPath: perQueue
    .default('Queues/FIFO/{queueId}/Users/Agents')
    .describe('Path of the agents of a queue, where they are also added and, with their user name behind it, removed'),
});
export type ImagicleSettings = z.infer<typeof settings>;

export const secrets = z.strictObject({
  user: z
    .string()
    .min(1)
    .describe(
      'An Imagicle user who may see the statistics of the queues, and manage their agents where Callboard should',
    ),
  password: z.string().min(1).describe('That user’s password'),
});
export type ImagicleSecrets = z.infer<typeof secrets>;
