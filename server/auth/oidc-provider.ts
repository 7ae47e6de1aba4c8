import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import type { Account } from './account-directory';
import { noteRefusedSignIn, noteSignIn, type SignInParts } from './attempt-sign-in';
import type { OidcSettings } from './oidc-settings';
import { accountFor, oneLine } from './provider-account';
import { roleOf } from './role-map';

export const oidcId = 'oidc';
const timeoutMs = 5000;

const claimsSchema = z.looseObject({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  email: z.string().max(254).optional().catch(undefined),
});
type Claims = z.infer<typeof claimsSchema>;

/** Any OpenID provider by its issuer, with PKCE, state and nonce. */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Claims> {
  return {
    id: oidcId,
    name: settings.name,
    type: 'oauth',
    wellKnown: `${settings.issuer}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid profile email' } },
    httpOptions: { timeout: timeoutMs },
    userinfo: {
      // Some tell groups and names in the ID token, others only when asked for them.
      async request({ client, tokens }) {
        const { claims, access_token: access } = tokens as unknown as { claims(): Claims; access_token?: string };
        const told = claims.call(tokens);
        const isAll = settings.groupsClaim in told && 'name' in told;
        if (isAll || !access || !client.issuer.metadata.userinfo_endpoint) return told as Profile;
        // The client sees to it that the subject is the same.
        return { ...(await client.userinfo(access)), ...told } as Profile;
      },
    },
    profile: (claims) => ({ id: subjectOf(claims), name: claims.name ?? null, email: claims.email ?? null }),
  };
}

/** A subject means something together with who says it only: the provider may be another one some day. */
function subjectOf({ iss, sub }: Claims): string {
  return `${iss} ${sub}`;
}

/** Lets in whom the provider vouches for and a role is known of; throws with a code for the sign-in page else. */
export async function admitFromOidc(
  profile: unknown,
  settings: OidcSettings,
  parts: SignInParts,
  address: string | null,
): Promise<Account> {
  const refuse = (code: string, reason: string): never => {
    noteRefusedSignIn(parts.audit, { way: oidcId, address, reason });
    throw new Error(code);
  };
  const parsed = claimsSchema.safeParse(profile);
  if (!parsed.success) return refuse('OAuthCallback', 'claims that make no sense');
  const claims = parsed.data;
  const role = roleOf(groupsOf(claims[settings.groupsClaim]), settings.roles) ?? settings.defaultRole;
  if (!role) return refuse('NoRole', 'no group with a role');
  const username = claims.preferred_username ?? claims.email ?? claims.sub;
  const name = oneLine(claims.name ?? username).slice(0, 200) || 'Somebody';
  const email = claims.email ?? null;
  const who = { provider: oidcId, subject: subjectOf(claims), username, name, email, role };
  const result = await accountFor(who, parts.directory);
  if (!result.ok) return refuse('AccessDenied', result.reason);
  noteSignIn(parts, result.account, { way: oidcId, address });
  return result.account;
}

/** A list, or a single one as some write it. */
function groupsOf(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((group): group is string => typeof group === 'string') : [];
}
