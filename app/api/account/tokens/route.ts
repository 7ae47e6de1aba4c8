import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/account/tokens', ({ runtime, ...call }) => ({
  tokens: runtime.accounts.own.tokens(askerOf(call)),
}));

export const POST = serve('POST /api/account/tokens', ({ runtime, body, ...call }) =>
  runtime.accounts.own.addToken(body, askerOf(call)),
);
