import type { IncomingMessage } from 'node:http';
import type { BearerTokens } from '@/server/emulators/bearer-tokens';
import type { FaceCredentials } from '@/server/emulators/centre-types';
import { type FaceReply, isOfType, jsonReply } from '@/server/emulators/face-http';

/** `POST /oauth/token.php`; here, and only here, `error` is a text. */
export function tokenReply(
  tokens: BearerTokens,
  credentials: FaceCredentials,
  lifeMs: number,
  request: IncomingMessage,
  body: string,
): FaceReply {
  const form = new URLSearchParams(isOfType(request, 'application/x-www-form-urlencoded') ? body : '');
  // The address itself is looked at by nobody: the vendor's own client sends a misspelt one.
  const isWhole = form.get('type') === 'unifiedapi' && (form.get('redirect_uri') ?? '') !== '';
  if (request.method !== 'POST' || !form.has('grant_type') || !isWhole) return refusal('invalid_request');
  if (form.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type');
  const isKnown = form.get('client_id') === credentials.user && form.get('client_secret') === credentials.password;
  if (!isKnown) return refusal('invalid_client');
  return jsonReply({
    access_token: tokens.issue(),
    expires_in: Math.floor(lifeMs / 1000),
    token_type: 'Bearer',
    scope: 'unifiedapi',
  });
}

function refusal(error: string): FaceReply {
  return jsonReply({ error, error_description: `The request was refused: ${error}` }, 400);
}
