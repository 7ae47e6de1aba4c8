import type { IncomingMessage } from 'node:http';
import type { BearerTokens } from '@/server/emulators/bearer-tokens';
import type { FaceCredentials } from '@/server/emulators/centre-types';
import { type FaceReply, isOfType, jsonReply } from '@/server/emulators/face-http';
import { RingmeFailure, unauthorized, wrongMethod } from './failure';
import type { RingmeSettings } from './settings';

/** `POST /oauth/token`. */
export function tokenReply(
  tokens: BearerTokens,
  credentials: FaceCredentials,
  settings: RingmeSettings,
  request: IncomingMessage,
  body: string,
): FaceReply {
  if (request.method !== 'POST') throw wrongMethod();
  const form = new URLSearchParams(isOfType(request, 'application/x-www-form-urlencoded') ? body : '');
  if (form.get('grant_type') !== 'client_credentials') throw new RingmeFailure(400, 'Unsupported grant type');
  const isKnown = form.get('client_id') === credentials.user && form.get('client_secret') === credentials.password;
  if (!isKnown) throw unauthorized();
  const expiry = settings.tellsExpiry ? { expires_in: Math.floor(settings.tokenLifeMs / 1000) } : {};
  return jsonReply({ access_token: tokens.issue(), token_type: 'Bearer', ...expiry });
}
