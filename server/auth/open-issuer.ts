import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error it comes without types
import Provider from 'oidc-provider';
import { fetch } from 'undici';

export interface TestIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next, and what is told of them. */
  become(claims: { readonly sub: string } & Readonly<Record<string, unknown>>): void;
  /** Where it may lead back to from now on, for whoever learns their address after it. */
  leadBackTo(address: string): void;
  /** Goes from the address of the provider to where it leads back to, as a browser that is let in at once. */
  authorize(address: string): Promise<URL>;
  close(): Promise<void>;
}

export interface IssuerSettings {
  /** Where it may lead back to. */
  readonly redirectUris: readonly string[];
  /** Claims are in the ID token, or told on asking only. */
  readonly isShy?: boolean;
  readonly port?: number;
}

const client = { clientId: 'callboard', clientSecret: 'a secret between the two' };

/** For tests: a real OpenID provider on this machine that asks nobody for a password. */
export async function openIssuer({ redirectUris, isShy = false, port = 0 }: IssuerSettings): Promise<TestIssuer> {
  const http = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let person: { readonly sub: string } & Readonly<Record<string, unknown>> = { sub: 'nobody' };
  let back = redirectUris;
  const provider = new Provider(url, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: redirectUris },
      { client_id: 'another', client_secret: 'another secret', redirect_uris: redirectUris },
    ],
    claims: { openid: ['sub', 'groups'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: isShy,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['for tests'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ ...person, sub: accountId }) }),
    async loadExistingGrant({ oidc }: { oidc: Record<string, { clientId: string; accountId: string }> }) {
      const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (address: string) => back.includes(address);
  const answer = provider.callback();
  async function handle(request: object & { url?: string | undefined }, response: object): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  }

  return {
    url,
    ...client,
    become: (claims) => {
      person = claims;
    },
    leadBackTo: (address) => {
      back = [address];
    },
    async authorize(address) {
      const cookies = new Map<string, string>();
      let next = new URL(address);
      while (next.origin === url) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const reply = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const line of reply.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = reply.headers.get('location');
        if (!location) throw new Error(`The provider answered ${reply.status}: ${await reply.text()}`);
        next = new URL(location, next);
      }
      return next;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
