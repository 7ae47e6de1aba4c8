import { serve } from '@/app/api/serve';
import { basePath } from '@/lib/paths';
import { api } from '@/lib/protocol/api';
import { openApiOf } from '@/lib/protocol/api/open-api';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/openapi.json', ({ runtime }) => ({
  ...openApiOf(api, { version: runtime.health().version, basePath }),
}));
