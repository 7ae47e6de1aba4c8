import { z } from 'zod';
import { sourceDetail } from '@/lib/protocol/reports';
import { defineEndpoints } from './endpoint';
import { anId, done } from './fields';

export const sourcesApi = defineEndpoints({
  'GET /api/sources': {
    summary: 'How every source is doing',
    action: 'see-sources',
    reply: z.object({ sources: z.array(sourceDetail).readonly() }),
  },
  'POST /api/sources/{id}/retry': {
    summary: 'Asks a source again at once, as after its password was mended',
    action: 'retry-sources',
    params: z.strictObject({ id: anId }),
    reply: done,
  },
});
