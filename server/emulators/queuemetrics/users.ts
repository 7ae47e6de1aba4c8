import type { Centre } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import type { Book } from './config/editor-shape';
import type { KnownUser } from './config/people-editors';
import { nameBehind } from './config/record-forms';
import { type Block, frameReply } from './framing';
import { agentCode } from './values';

/** Somebody who may sign in to the emulated QueueMetrics itself. */
export interface QmUser {
  readonly login: string;
  readonly password: string;
  readonly realName: string;
  readonly className: string;
  /** Space-separated, as the vendor tells them. */
  readonly keys: string;
  readonly email?: string;
  readonly isEnabled?: boolean;
}

/** Every agent with a password made of its id, and one administrator. */
export function usersOf(centre: Centre): readonly QmUser[] {
  const agents = centre.agents.map((agent) => ({
    login: agentCode(agent.id),
    password: `pass-${agent.id}`,
    realName: `${agent.firstName} ${agent.lastName}`,
    className: 'AGENTS',
    keys: 'USER AGENT',
  }));
  const admin = { login: 'demoadmin', password: 'demoadmin', realName: 'Demo Administrator', className: 'ADMINS' };
  return [{ ...admin, keys: 'USER USRADMIN USR_AGENT QUEUE_AGENT KEYEDITOR', email: 'admin@qm.example' }, ...agents];
}

/** Whom the Basic credentials are of; null when they are nobody's. */
export function userBehind(users: readonly KnownUser[], authorization: string | undefined): KnownUser | null {
  const encoded = /^basic (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const [login, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
  return users.find((user) => isLogin(user, login) && user.password === password && user.isEnabled !== false) ?? null;
}

/** `QmAuthenticate`: the profile of who asks, or of `deferred` where who asks may see it. */
export function profileReply(
  book: Book,
  users: readonly KnownUser[],
  asking: KnownUser,
  query: URLSearchParams,
): FaceReply {
  const format = query.get('jsonFormat') === 'simple' ? 'simple' : 'classic';
  const deferred = query.get('deferred') ?? '';
  const keys = asking.keys.split(' ');
  const user = deferred === '' ? asking : users.find((one) => isLogin(one, deferred));
  const mayDefer = keys.includes('USRADMIN') && keys.includes('ROBOT');
  if (!user || (deferred !== '' && !mayDefer))
    return jsonReply(
      frameReply(
        [
          ['Status', 'KO'],
          ['Description', 'Missing key or unknown user'],
        ],
        new Map(),
        format,
      ),
    );
  const withAgent = deferred === '' || keys.includes('USR_AGENT');
  const rows = [...userRows(user), ...(withAgent ? agentRows(book, user.login) : [])];
  const block: Block = { titles: null, rows };
  return jsonReply(
    frameReply(
      [
        ['Status', 'OK'],
        ['Description', ''],
      ],
      new Map([['output', block]]),
      format,
    ),
  );
}

function userRows(user: KnownUser): readonly (readonly [string, string])[] {
  return [
    ['user.user_id', user.id],
    ['user.login', user.login],
    ['user.real_name', user.realName],
    ['user.class_name', user.className],
    ['user.keys', user.keys],
    ['user.n_logons', '37'],
    ['user.last_logon', '2026-03-03 12:34:56'],
    ['user.comment', ''],
    ['user.token', ''],
    ['user.email', user.email ?? ''],
    ['user.enabled', 'true'],
  ];
}

/** What is known of the agent of the same name as the user, where there is one. */
function agentRows(book: Book, login: string): readonly (readonly [string, string])[] {
  const agent = book.findBy('agent', 'nome_agente', login.trim());
  if (!agent) return [];
  const { columns } = agent;
  return [
    ['agent.id', agent.id],
    ['agent.description', columns.descr_agente ?? ''],
    ['agent.aliases', columns.aliases ?? ''],
    ['agent.location', nameBehind(book, 'location', columns.location)],
    ['agent.group_name', nameBehind(book, 'agentGroup', columns.group_by)],
    ['agent.current_terminal', columns.current_terminal || '-'],
    ['agent.vnc_url', columns.vnc_url ?? ''],
    ['agent.supervised_by', nameBehind(book, 'user', columns.supervised_by)],
  ];
}

const isLogin = (user: QmUser, login: string) => user.login.toLowerCase() === login.trim().toLowerCase();
