import { z } from 'zod';
import { epochMs } from '@/lib/floor/records';
import { personRoles, roles } from '@/lib/principal';
import { accessScope } from '@/lib/protocol/access-scope';
import { tokenActions } from '@/lib/token-actions';
import { defineEndpoints } from './endpoint';
import { anId, done, line } from './fields';

const params = z.strictObject({ id: anId });
const role = z.enum(personRoles, `must be one of ${personRoles.join(', ')}`);
const email = line(254)
  .refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), 'must be an e-mail address')
  .nullable();
const extension = line(40)
  .refine((text) => /^[\w*#+./@-]+$/.test(text), 'must be an extension such as 201 or SIP/201')
  .nullable();
const revision = z
  .number('must be a number')
  .int('must be a whole number')
  .describe('The one that was read: another one means that somebody else has saved meanwhile');
/** Its length and commonness are judged where the user name is known. */
const password = z.string('must be text').max(1000, 'must have at most 1000 characters');

/** Nobody is more than a few agents. */
const agentIds = z
  .array(anId, 'must be a list of ids of agents')
  .max(20, 'must name at most 20 agents')
  .refine((ids) => new Set(ids).size === ids.length, 'must not name an agent twice')
  .readonly();

const accountReport = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  email: z.string().nullable(),
  extension: z.string().nullable(),
  scope: accessScope,
  agentIds: z.array(z.string()).readonly().describe('Agents on the floor that are this person'),
  status: z.enum(['active', 'invited', 'disabled']).describe('invited: has not chosen a password yet'),
  provider: z.string().nullable().describe('Where they sign in; null = here, with a password'),
  invitedUntil: epochMs.nullable().describe('When the link that was made for them last ends'),
  lastSignInAt: epochMs.nullable(),
  createdAt: epochMs,
  revision: z.number().int(),
});
export type AccountReport = z.infer<typeof accountReport>;

const invitation = z.object({
  path: z.string().describe('Below the address of Callboard; shown this once'),
  expiresAt: epochMs,
});
export type InvitationReport = z.infer<typeof invitation>;

const newAccount = z.strictObject({
  username: line(100),
  name: line(200),
  role,
  email: email.default(null),
  extension: extension.default(null),
  scope: accessScope.default('all'),
  agentIds: agentIds.default([]),
});
type NewAccount = z.infer<typeof newAccount>;
export type NewAccountDraft = Omit<NewAccount, 'agentIds'> & Partial<Pick<NewAccount, 'agentIds'>>;

const changedAccount = z
  .strictObject({
    revision,
    name: line(200),
    role,
    email,
    extension,
    scope: accessScope,
    agentIds,
    disabled: z.boolean(),
  })
  .partial()
  .required({ revision: true });
export type ChangedAccount = z.infer<typeof changedAccount>;

const ownAccount = accountReport
  .pick({ id: true, username: true, name: true, role: true, email: true, extension: true, scope: true, revision: true })
  .extend({ provider: z.string().nullable(), hasPassword: z.boolean(), mustChangePassword: z.boolean() });
export type OwnAccount = z.infer<typeof ownAccount>;

const ownChanges = z.strictObject({ revision, name: line(200), email, extension });
export type OwnChanges = z.infer<typeof ownChanges>;

const tokenReport = z.object({
  id: z.string(),
  name: z.string(),
  grants: z.array(z.string()).readonly(),
  expiresAt: epochMs.nullable(),
  createdAt: epochMs,
  lastUsedAt: epochMs.nullable(),
});
export type TokenReport = z.infer<typeof tokenReport>;

const lifetimes = [30, 90, 365] as const;
const newToken = z.strictObject({
  name: line(100),
  grants: z
    .array(z.enum(tokenActions, `must be one of ${tokenActions.join(', ')}`), 'must be a list')
    .min(1, 'must name at least one thing the token may do')
    .readonly(),
  days: z
    .literal(lifetimes, `must be one of ${lifetimes.join(', ')}, or null`)
    .nullable()
    .describe('null = no end'),
});
export type NewTokenDraft = z.infer<typeof newToken>;

export const accountsApi = defineEndpoints({
  'GET /api/accounts': {
    summary: 'Everybody who may sign in',
    action: 'edit-accounts',
    reply: z.object({ accounts: z.array(accountReport).readonly() }),
  },
  'POST /api/accounts': {
    summary: 'Makes an account and a link by which its owner chooses a password; the link works once, for seven days',
    action: 'edit-accounts',
    body: newAccount,
    reply: z.object({ account: accountReport, invitation }),
  },
  'PATCH /api/accounts/{id}': {
    summary: 'Changes an account; other rights and disabling end its sessions within seconds',
    action: 'edit-accounts',
    params,
    body: changedAccount,
    reply: accountReport,
  },
  'POST /api/accounts/{id}/invitation': {
    summary: 'Takes the password of an account away and makes a link by which its owner chooses a new one',
    action: 'edit-accounts',
    params,
    reply: z.object({ account: accountReport, invitation }),
  },
  'GET /api/account': { summary: 'The caller’s own account', action: 'own-account', reply: ownAccount },
  'PATCH /api/account': {
    summary: 'Changes what people may change of their own account',
    action: 'own-account',
    body: ownChanges,
    reply: ownAccount,
  },
  'POST /api/account/password': {
    summary: 'Changes the caller’s password and ends their other sessions',
    action: 'own-account',
    body: z.strictObject({ current: password, next: password }),
    reply: done,
  },
  'POST /api/account/end-sessions': {
    summary: 'Ends all other sessions of the caller',
    action: 'own-account',
    reply: done,
  },
  'GET /api/account/tokens': {
    summary: 'The caller’s API tokens',
    action: 'own-tokens',
    reply: z.object({ tokens: z.array(tokenReport).readonly() }),
  },
  'POST /api/account/tokens': {
    summary: 'Makes an API token; its text is told this once',
    action: 'own-tokens',
    body: newToken,
    reply: z.object({ token: tokenReport, text: z.string() }),
  },
  'DELETE /api/account/tokens/{id}': { summary: 'Revokes an API token', action: 'own-tokens', params, reply: done },
});

/** For people who cannot sign in yet; the token in their link is what lets them in. */
export const invitationsApi = defineEndpoints({
  'POST /api/invitations/accept': {
    summary: 'Chooses name and password by a link, which works once',
    action: null,
    isOpen: true,
    body: z.strictObject({ token: line(100), name: line(200), password }),
    reply: z.object({ username: z.string() }),
  },
});
