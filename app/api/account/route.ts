import { askerOf } from '@/app/api/asker';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/account', ({ runtime, ...call }) => runtime.accounts.own.read(askerOf(call)));

export const PATCH = serve('PATCH /api/account', ({ runtime, body, ...call }) =>
  runtime.accounts.own.change(body, askerOf(call)),
);
