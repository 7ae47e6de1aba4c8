import { z } from 'zod';
import type { StoredAs } from '@/server/emulators/centre-types';
import { jsonOrUndefined } from '@/server/emulators/face-http';
import { EditFailure } from './config/edit-failure';
import type { Book, Columns, StoredRecord } from './config/editor-shape';
import { checkUnique, columnsFrom } from './config/incoming';
import { memberFields } from './config/members';
import { ReportFailure } from './scene';

const text = z.string().max(2_000);

const pushedAgent = z.object({
  agent_id: text.min(1),
  agent_name: text.min(1),
  agent_aliases: z.array(text).default([]),
  agent_extension: text.default(''),
  user_password: text.default(''),
});

const pushedQueue = z.object({
  queue_id: text.min(1),
  queue_name: text.min(1),
  queue_composition: text.min(1),
  queue_wrapup: z.number().int().nonnegative().default(0),
  queue_inbound: z.boolean().default(true),
  known_agents: z
    .array(
      z.object({ agent_id: text.min(1), agent_penalty: z.number().int().nonnegative(), agent_dynamic: z.boolean() }),
    )
    .default([]),
});

const pushed = z.object({
  version: z.string(),
  requestor: z.string().optional(),
  requestor_version: z.string().optional(),
  tenants: z
    .array(z.object({ tenant_id: z.string(), agents: z.array(pushedAgent), queues: z.array(pushedQueue) }))
    .min(1),
});

type PushedAgent = z.infer<typeof pushedAgent>;
type PushedQueue = z.infer<typeof pushedQueue>;

interface Permissions {
  readonly mayCreate: boolean;
  readonly mayUpdate: boolean;
  readonly mayDelete: boolean;
  readonly mayMakeUsers: boolean;
}

interface Wanted {
  readonly agents: readonly PushedAgent[];
  readonly queues: readonly PushedQueue[];
}

/** `QmPushCfgService`: puts a whole configuration in the place of the present one, as far as the mode allows. */
export function pushConfiguration(book: Book, parameters: URLSearchParams): void {
  const wanted = wantedIn(parameters.get('data') ?? '');
  const permissions = permissionsIn(property(book, 'default.synchronizer_mode') || 'CR_UPD_DEL_USR');
  checkAgents(book, wanted, permissions);
  const details = { agents: wanted.agents.length, queues: wanted.queues.length, ...permissions };
  let problem: EditFailure | null = null;
  book.centre.command({ deed: 'push configuration', agentId: null, details }, (as) => {
    try {
      apply(book, wanted, permissions, as);
    } catch (error) {
      if (!(error instanceof EditFailure)) throw error;
      problem = error;
    }
    return problem === null;
  });
  if (problem) throw new ReportFailure((problem as EditFailure).message);
}

function wantedIn(data: string): Wanted {
  if (data === '') throw new ReportFailure('Missing parameter: data');
  const parsed = pushed.safeParse(jsonOrUndefined(data));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReportFailure(`Invalid configuration: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const { tenants } = parsed.data;
  const wanted = {
    agents: tenants
      .flatMap(({ agents }) => agents)
      .map((agent) => ({ ...agent, agent_id: agent.agent_id.toLowerCase() })),
    queues: tenants.flatMap(({ queues }) => queues),
  };
  complainOfTwice(
    'agent',
    wanted.agents.map(({ agent_id: code }) => code),
  );
  complainOfTwice(
    'queue',
    wanted.queues.map(({ queue_composition: parts }) => parts),
  );
  complainOfTwice(
    'queue name',
    wanted.queues.map(({ queue_name: name }) => name),
  );
  return wanted;
}

function complainOfTwice(what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new ReportFailure(`Invalid configuration: ${what} '${twice}' is there twice`);
}

function permissionsIn(mode: string): Permissions {
  const parts = mode.trim().toUpperCase().split('_');
  const unknown = parts.find((part) => !['CR', 'UPD', 'DEL', 'USR'].includes(part));
  if (unknown !== undefined) throw new ReportFailure(`Unknown synchronizer mode: '${mode}'`);
  const may = (part: string) => parts.includes(part);
  return { mayCreate: may('CR'), mayUpdate: may('UPD'), mayDelete: may('DEL'), mayMakeUsers: may('USR') };
}

/** Whoever serves a queue of the file must be there afterwards. */
function checkAgents(book: Book, { agents, queues }: Wanted, { mayCreate, mayDelete }: Permissions): void {
  const there = new Set(book.records('agent').map(({ columns }) => columns.nome_agente ?? ''));
  const listed = new Set(agents.map(({ agent_id: code }) => code));
  const known = new Set([...[...there].filter((code) => !mayDelete || listed.has(code)), ...(mayCreate ? listed : [])]);
  for (const { queue_name: name, known_agents: members } of queues)
    for (const { agent_id: code } of members)
      if (!known.has(code.toLowerCase())) throw new ReportFailure(`Queue '${name}' has an unknown agent: '${code}'`);
}

function apply(book: Book, wanted: Wanted, permissions: Permissions, as: StoredAs): void {
  const { mayCreate, mayUpdate, mayDelete, mayMakeUsers } = permissions;
  if (mayDelete) deleteTheRest(book, wanted);
  for (const agent of wanted.agents) {
    const record = book.findBy('agent', 'nome_agente', agent.agent_id);
    if (record ? mayUpdate : mayCreate) put(book, 'agent', record, agentFields(agent, record), as);
    if (!record && mayCreate && mayMakeUsers) makeUser(book, agent);
  }
  for (const queue of wanted.queues) {
    const record = book.findBy('queue', 'composizione_coda', queue.queue_composition);
    if (record ? mayUpdate : mayCreate) put(book, 'queue', record, queueFields(queue), as);
  }
}

function deleteTheRest(book: Book, { agents, queues }: Wanted): void {
  const codes = new Set(agents.map(({ agent_id: code }) => code));
  const compositions = new Set(queues.map(({ queue_composition: parts }) => parts));
  for (const { id, columns } of book.records('queue'))
    if (!compositions.has(columns.composizione_coda ?? '')) book.remove('queue', id);
  for (const { id, columns } of book.records('agent'))
    if (!codes.has(columns.nome_agente ?? '')) book.remove('agent', id);
}

/** The same checks as in an editor. */
function put(book: Book, editor: string, record: StoredRecord | null, fields: Columns, as: StoredAs): void {
  const columns = columnsFrom(book, editor, fields, record?.columns ?? null, false);
  checkUnique(book, editor, columns, record?.id ?? null);
  if (record) book.update(editor, record.id, as(columns), book.robot);
  else book.insert(editor, as(columns), book.robot);
}

function agentFields(agent: PushedAgent, record: StoredRecord | null): Columns {
  const terminal = agent.agent_extension === '' ? {} : { current_terminal: agent.agent_extension };
  return {
    ...{ nome_agente: agent.agent_id, descr_agente: agent.agent_name, aliases: agent.agent_aliases.join('|') },
    ...terminal,
    ...(record ? {} : { group_by__DECODED: 'Default' }),
  };
}

function queueFields(queue: PushedQueue): Columns {
  const at = (level: number) =>
    queue.known_agents
      .filter(({ agent_penalty: penalty }) => Math.min(2, penalty) === level)
      .map(({ agent_id: code }) => code)
      .join('|');
  return {
    ...{ nome_coda: queue.queue_name, composizione_coda: queue.queue_composition },
    ...{ q_direction: queue.queue_inbound ? 'inbound' : 'outbound', wrapup_time: String(queue.queue_wrapup) },
    ...Object.fromEntries(memberFields.map((field, level) => [field, at(level)])),
  };
}

/** A user for an agent who is new, under the agent's code. */
function makeUser(book: Book, { agent_id: login, agent_name, user_password }: PushedAgent): void {
  if (book.findBy('user', 'login', login)) return;
  const password = user_password || property(book, 'synchronizer.default_password') || book.settings.makePassword();
  const classe = book.findBy('class', 'nome_classe', 'AGENTS')?.id ?? '';
  book.insert('user', { ...book.shape('user')?.columns, login, password, real_name: agent_name, classe }, book.robot);
}

const property = (book: Book, key: string): string => book.findBy('cfgProp', 'prop_key', key)?.columns.prop_value ?? '';
