import { z } from 'zod';
import { commonSettings } from '@/server/vendors/common-settings';

const perQueue = z
  .string()
  .refine((path) => path.includes('{queueId}'), 'must contain {queueId}, in the place of the queue’s id');

const perService = z
  .string()
  .refine((path) => path.includes('{serviceId}'), 'must contain {serviceId}, in the place of the service’s id');

const updateMethod = z.enum(['PUT', 'PATCH']).default('PUT');

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
  queuePath: perQueue
    .default('Queues/FIFO/{queueId}')
    .describe('Path of one queue, where it is changed and deleted, which no public document names'),
  queueUpdateMethod: updateMethod.describe(
    'How a queue is changed, which no public document tells: PUT sends all of it, PATCH what changes',
  ),
  managersPath: perQueue
    .default('Queues/FIFO/{queueId}/Users/Managers')
    .describe('Path of the managers of a queue, which no public document names: as that of its agents'),
  agentQueuesPath: z
    .string()
    .refine((path) => path.includes('{username}'), 'must contain {username}, in the place of the agent’s user name')
    .default('Users/Agents/{username}/Queues')
    .describe('Path of the queues of an agent'),
  ivrServicesPath: z
    .string()
    .min(1)
    .default('../../IVR/WebAPI/Services')
    .meta({ title: 'IVR services path' })
    .describe(
      'Path of the list of IVR services, where they are also added, which no public document names; ../ leads out of baseUrl, to another application of the server',
    ),
  ivrServicePath: perService
    .default('../../IVR/WebAPI/Services/{serviceId}')
    .meta({ title: 'IVR service path' })
    .describe(
      'Path of one IVR service, where it is changed and deleted; with /Clone and /Users/Managers behind it, it is cloned and its managers are',
    ),
  ivrUpdateMethod: updateMethod
    .meta({ title: 'IVR update method' })
    .describe('How an IVR service is changed, which no public document tells: PUT sends all of it, PATCH what changes'),
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
