import { z } from 'zod';
import { personRoles } from '@/lib/principal';
import { commonSettings, seconds } from '@/server/vendors/common-settings';
import { kindIds } from './editor/kinds';

const hour = z.number().int().min(0).max(23);
const queueId = z.string().trim().min(1);

/** A source of QueueMetrics as the sources file has it; everything but `baseUrl` has a default. */
export const settingsSchema = z.strictObject({
  ...commonSettings,
  baseUrl: commonSettings.baseUrl.describe('Address of the web application, as https://qm.example/queuemetrics'),
  queues: z
    .union([z.literal('*'), z.array(queueId).min(1)])
    .default('*')
    .describe('Queues to follow: "*" for all, or a list of their Asterisk ids; "300|301" names a group of two'),
  outboundQueues: z
    .array(queueId)
    .default([])
    .describe('Queues for outbound calls, where the account may not read the queue editor; calls on them never wait'),
  businessDayStartByQueue: z
    .record(queueId, hour)
    .default({})
    .describe('Another starting hour for single queues; one more report request per distinct hour'),
  answerWithinColumn: z
    .string()
    .default('rsa_sla')
    .describe('Column of the queue editor with a queue’s own limit in seconds; "" to use answerWithinSeconds for all'),
  serviceLevelTargetColumn: z
    .string()
    .default('req_sla')
    .describe('Column of the queue editor with a queue’s own target in percent; "" to use serviceLevelTarget for all'),
  abandonReasons: z
    .array(z.string())
    .default(['A', 'ABANDON', 'ABANDONED', ''])
    .describe('Reasons of unanswered calls that mean the caller hung up; "" is a call without a reason'),
  wrapUpPauseCodes: z.array(z.string()).default([]).describe('Pause codes that mean wrap-up'),
  editors: z
    .array(z.enum(['agent', 'queue', 'pause']))
    .default(['agent', 'queue', 'pause'])
    .describe('Configuration editors to read names from; leave out what the account may not read'),
  readDetails: z
    .boolean()
    .default(true)
    .describe('Read single editor records where the list lacks aliases or members: one request per record'),
  detailsPerRefresh: z
    .number()
    .int()
    .min(1)
    .default(250)
    .describe('Most single records read per editor and refresh; the rest take their turn in the next ones'),
  jsonFormat: z
    .enum(['auto', 'simple', 'classic'])
    .default('auto')
    .meta({ title: 'Form of reports' })
    .describe('Form of reports to ask for; auto asks for simple and falls back to classic (before 23.09)'),
  userAgent: z
    .string()
    .min(1)
    .default('curl/7.88.1')
    .describe('User-Agent header; front ends of hosted QueueMetrics turn unusual clients away'),
  signInRoles: z
    .record(z.string().trim().min(1), z.enum(personRoles))
    .default({})
    .describe(
      'Lets people sign in to Callboard with their QueueMetrics name and password: which role each key gives, as {"USRADMIN": "admin"}; the highest counts, and whoever holds none of them is refused',
    ),
  loginBy: z
    .enum(['login', 'join'])
    .default('login')
    .meta({ title: 'Log in by' })
    .describe(
      'login: the action of that name, which names no queues; join: joining every queue of the agent, where agents are dynamic members',
    ),
  defaultPauseCode: z
    .string()
    .trim()
    .default('')
    .describe('Pause code that is sent where nobody chose a reason; "" to insist on one'),
  targetField: z
    .enum(['targetext', 'targettext'])
    .default('targetext')
    .describe('How the number to dial, transfer to or listen from is spelt when it is sent; the manual has both'),
  messageQueueBy: z
    .enum(['name', 'id'])
    .default('name')
    .describe('What a message to a queue names it by: its name in QueueMetrics, or its Asterisk id'),
  editorNames: z
    .partialRecord(z.enum(kindIds), z.string().regex(/^\w{1,40}$/, 'must be the name of an editor: letters and digits'))
    .default({})
    .describe(
      'What single editors are called at this QueueMetrics, where it is otherwise than in its manual, as {"skill": "skills"}',
    ),
  reportTimeoutSeconds: seconds.default(30).describe('How long the report of the day may take'),
});

export const secretsSchema = z.strictObject({
  user: z.string().min(1).describe('A QueueMetrics user that holds the key ROBOT'),
  password: z.string().min(1),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Secrets = z.infer<typeof secretsSchema>;
export type EditorName = Settings['editors'][number];
