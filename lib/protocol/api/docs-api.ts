import { z } from 'zod';
import { defineEndpoints } from './endpoint';

export const docsApi = defineEndpoints({
  'GET /api/openapi.json': {
    summary: 'This document: every endpoint as OpenAPI 3.1',
    action: null,
    reply: z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) }),
  },
});
