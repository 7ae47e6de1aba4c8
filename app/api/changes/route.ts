import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/changes', ({ runtime, principal, query }) => {
  const { source, kind, record, before } = query;
  return runtime.editing.history({ sourceId: source, kind, recordId: record, beforeId: before }, principal);
});
