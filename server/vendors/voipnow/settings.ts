import { z } from 'zod';
import { commonSettings } from '@/server/vendors/common-settings';
import { isExtendedNumber } from './numbers';

const extension = z.string().trim().refine(isExtendedNumber, 'must be an extended number such as 0003*401');
const names = z.record(z.string().trim().min(1), z.string().trim().min(1)).default({});

/** VoipNow gives no counts of the day and no names to ask for. */
const asked = z.strictObject(commonSettings).omit({
  shortAbandonSeconds: true,
  serviceLevelTarget: true,
  todayEverySeconds: true,
  namesEverySeconds: true,
}).shape;

/** Settings of a VoipNow source; the address and the queues are needed, everything else has a default. */
export const settings = z.strictObject({
  ...asked,
  baseUrl: commonSettings.baseUrl.describe('Address of the VoipNow server, as https://voipnow.example'),
  timeZone: commonSettings.timeZone.describe(
    'Time zone of the site, and of the vendor’s times that come without an offset',
  ),
  answerWithinSeconds: commonSettings.answerWithinSeconds.describe(
    'What counts as answered in time: how long a wait may last is judged by it',
  ),
  queues: z
    .array(extension)
    .min(1, 'must name at least one queue')
    .describe('Extended numbers of the queue extensions to follow, as 0003*401'),
  queueNames: names.describe('Names of the queues, which UnifiedAPI does not tell: extended number and name'),
  agentNames: names.describe('Names of the agents, which UnifiedAPI does not tell: extended number and name'),
  userId: z
    .string()
    .regex(/^(@me|@viewer|@owner|[\w-]+)$/, 'must be @me, @viewer, @owner or the id of a user')
    .default('@me')
    .meta({ title: 'User ID' })
    .describe('Owner of the queues and extensions: @me is the user the app is registered to'),
  calls: z
    .enum(['user', 'extensions', 'queues'])
    .default('user')
    .meta({ title: 'Calls are asked of' })
    .describe(
      'user: all extensions of the user in one list; extensions: each queue and agent by itself, where agents’ extensions belong to other users; queues: the queues only, so that free and busy agents cannot be told apart',
    ),
  agentsPerPoll: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(25)
    .describe('Agents’ extensions asked per poll with calls "extensions"; the rest take their turn in the next ones'),
  pageSize: z.number().int().min(1).max(4999).default(1000).describe('Rows asked for in one request'),
  apiPath: z.string().min(1).default('uapi').meta({ title: 'API path' }).describe('Path of UnifiedAPI, below baseUrl'),
  tokenPath: z.string().min(1).default('oauth/token.php').describe('Path of the access token, below baseUrl'),
  redirectUri: z
    .url()
    .optional()
    .meta({ title: 'Redirect URI' })
    .describe('Redirect URI the app is registered with; by default the one the vendor’s own client sends'),
});
export type VoipnowSettings = z.infer<typeof settings>;

export const secrets = z.strictObject({
  clientId: z.string().min(1).meta({ title: 'App ID' }).describe('Client id of an app registered for UnifiedAPI'),
  clientSecret: z.string().min(1).meta({ title: 'App secret' }).describe('That app’s secret'),
});
export type VoipnowSecrets = z.infer<typeof secrets>;
