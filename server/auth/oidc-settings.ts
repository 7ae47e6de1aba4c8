import { z } from 'zod';
import { type PersonRole, personRoles } from '@/lib/principal';
import type { RoleMap } from './role-map';

/** An OpenID provider people may sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says after "Sign in with". */
  readonly name: string;
  /** In which claim groups are told. */
  readonly groupsClaim: string;
  readonly roles: RoleMap;
  /** For whoever is in no group with a role; null: they are refused. */
  readonly defaultRole: PersonRole | null;
}

const role = z.enum(personRoles);
const rolesForm = `must be group=role,… or a JSON object, with the roles ${personRoles.join(', ')}`;

/** `{"wb-admins":"admin"}` or `wb-admins=admin,wb-leads=lead`; what stands before the last `=` is the group. */
export const roleMap = z.string().transform((text, context): RoleMap => {
  const parsed = z
    .record(z.string().min(1), role)
    .safeParse(text.trim().startsWith('{') ? parseJson(text) : pairsOf(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: rolesForm });
  return z.NEVER;
});

/** Secrets and codes go there: over TLS, but for a provider on this very machine. */
export const issuerAddress = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
  );
}, 'must be the https:// address of the provider, as it names itself in its tokens');

export const oidcVariables = {
  CALLBOARD_OIDC_ISSUER: issuerAddress.optional(),
  CALLBOARD_OIDC_CLIENT_ID: z.string().optional(),
  CALLBOARD_OIDC_CLIENT_SECRET: z.string().optional(),
  CALLBOARD_OIDC_NAME: z.string().trim().min(1).max(60).default('your company'),
  CALLBOARD_OIDC_GROUPS_CLAIM: z.string().trim().min(1).default('groups'),
  CALLBOARD_OIDC_ROLES: roleMap.optional(),
  CALLBOARD_OIDC_DEFAULT_ROLE: role.optional(),
};
type OidcVariables = z.infer<z.ZodObject<typeof oidcVariables>>;

/** The provider; null where none is set. */
export function oidcOf(data: OidcVariables): OidcSettings | null {
  const { CALLBOARD_OIDC_ISSUER: issuer, CALLBOARD_OIDC_CLIENT_ID: clientId } = data;
  const clientSecret = data.CALLBOARD_OIDC_CLIENT_SECRET;
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    issuer: issuer.replace(/\/+$/, ''),
    clientId,
    clientSecret,
    name: data.CALLBOARD_OIDC_NAME,
    groupsClaim: data.CALLBOARD_OIDC_GROUPS_CLAIM,
    roles: data.CALLBOARD_OIDC_ROLES ?? {},
    defaultRole: data.CALLBOARD_OIDC_DEFAULT_ROLE ?? null,
  };
}

/** What lacks for a provider that was begun to be set. */
export function missingOidc(data: OidcVariables): readonly { path: string; message: string }[] {
  const needed = ['CALLBOARD_OIDC_ISSUER', 'CALLBOARD_OIDC_CLIENT_ID', 'CALLBOARD_OIDC_CLIENT_SECRET'] as const;
  const isBegun = needed.some((name) => data[name]) || data.CALLBOARD_OIDC_ROLES || data.CALLBOARD_OIDC_DEFAULT_ROLE;
  if (!isBegun) return [];
  const missing = needed
    .filter((name) => !data[name])
    .map((path) => ({ path, message: 'is needed for signing in with an OpenID provider' }));
  if (data.CALLBOARD_OIDC_ROLES || data.CALLBOARD_OIDC_DEFAULT_ROLE) return missing;
  const message = 'is needed, or CALLBOARD_OIDC_DEFAULT_ROLE: nobody would have a role';
  return [...missing, { path: 'CALLBOARD_OIDC_ROLES', message }];
}

function pairsOf(text: string): unknown {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.lastIndexOf('=')).trim(), pair.slice(pair.lastIndexOf('=') + 1).trim()]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
