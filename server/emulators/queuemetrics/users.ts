import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type Block, frameReply } from './framing';
import { agentCode, agentName, findAgent } from './values';

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
export function userBehind(users: readonly QmUser[], authorization: string | undefined): QmUser | null {
  const encoded = /^basic (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const [login, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
  return users.find((user) => isLogin(user, login) && user.password === password && user.isEnabled !== false) ?? null;
}

/** `QmAuthenticate`: the profile of who asks, or of `deferred` where who asks may see it. */
export function profileReply(
  centre: Centre,
  users: readonly QmUser[],
  asking: QmUser,
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
  const agent = findAgent(centre, user.login);
  const withAgent = agent && (deferred === '' || keys.includes('USR_AGENT'));
  const rows = [...userRows(user, users.indexOf(user) + 1), ...(withAgent ? agentRows(agent) : [])];
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

function userRows(user: QmUser, id: number): readonly (readonly [string, string])[] {
  return [
    ['user.user_id', String(id)],
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

function agentRows(agent: CentreAgent): readonly (readonly [string, string])[] {
  return [
    ['agent.id', agent.id],
    ['agent.description', agentName(agent)],
    ['agent.aliases', ''],
    ['agent.location', ''],
    ['agent.group_name', ''],
    ['agent.current_terminal', '-'],
    ['agent.vnc_url', ''],
    ['agent.supervised_by', ''],
  ];
}

const isLogin = (user: QmUser, login: string) => user.login.toLowerCase() === login.trim().toLowerCase();
