import { serveAnybody } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serveAnybody('POST /api/invitations/accept', ({ runtime, body, request }) =>
  runtime.accounts.invitations.accept(body, request.headers.get('x-callboard-address')),
);
