import { serve } from '@/app/api/serve';
import { streamText } from '@/app/api/stream-text';
import { toCsv, toNdjson } from './export-audit';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/audit', async ({ runtime, principal, query, request }) => {
  const { before, limit, format, ...search } = query;
  const { audit } = runtime;
  if (format === 'json') return audit.list(search, before, limit);
  const { kind, accountId, name } = principal;
  const address = request.headers.get('x-callboard-address');
  audit.note({
    actor: { kind, accountId, name },
    action: 'audit.export',
    target: null,
    outcome: 'done',
    after: { format, ...search },
    address,
  });
  const total = await audit.count(search);
  const pages = audit.walk(search);
  return format === 'csv'
    ? streamText(toCsv(pages), { contentType: 'text/csv', filename: 'callboard-audit.csv', total })
    : streamText(toNdjson(pages), { contentType: 'application/x-ndjson', filename: 'callboard-audit.ndjson', total });
});
