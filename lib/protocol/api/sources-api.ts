import { z } from 'zod';
import { sourceDetail } from '@/lib/protocol/reports';
import {
  changedSource,
  newSource,
  sourceSettings,
  testReport,
  triedSource,
  vendorForm,
} from '@/lib/protocol/source-settings';
import { defineEndpoints } from './endpoint';
import { anId, done } from './fields';

const params = z.strictObject({ id: anId });

export const sourcesApi = defineEndpoints({
  'GET /api/sources': {
    summary: 'How every source is doing',
    action: 'see-sources',
    reply: z.object({ sources: z.array(sourceDetail).readonly() }),
  },
  'POST /api/sources/{id}/retry': {
    summary: 'Asks a source again at once, as after its password was mended',
    action: 'retry-sources',
    params,
    reply: done,
  },
  'GET /api/vendors': {
    summary: 'The form of each vendor’s settings and secrets',
    action: 'edit-sources',
    reply: z.object({
      vendors: z.array(vendorForm).readonly(),
      refusal: z.string().nullable().describe('Why no source can be added now, and what to do; null where one can'),
    }),
  },
  'POST /api/sources': {
    summary: 'Adds a source and begins to ask it',
    action: 'edit-sources',
    body: newSource,
    reply: sourceSettings,
  },
  'GET /api/sources/{id}/settings': {
    summary: 'The settings of a source and which secrets are set',
    action: 'edit-sources',
    params,
    reply: sourceSettings,
  },
  'PUT /api/sources/{id}': {
    summary: 'Changes a source that was added in the browser, and asks it anew',
    action: 'edit-sources',
    params,
    body: changedSource,
    reply: sourceSettings,
  },
  'DELETE /api/sources/{id}': {
    summary: 'Deletes a source that was added in the browser, with its secrets',
    action: 'edit-sources',
    params,
    query: z.strictObject({
      version: z
        .string()
        .regex(/^\d{1,9}$/, 'must be a number')
        .transform(Number),
    }),
    reply: done,
  },
  'POST /api/sources/{id}/pause': {
    summary: 'Ends asking a source until it is resumed; its figures leave the floor',
    action: 'edit-sources',
    params,
    reply: sourceSettings,
  },
  'POST /api/sources/{id}/resume': {
    summary: 'Begins to ask a paused source again',
    action: 'edit-sources',
    params,
    reply: sourceSettings,
  },
  'POST /api/sources/test': {
    summary:
      'Asks a system with settings that are not saved, step by step; with Accept: application/x-ndjson as it goes',
    action: 'edit-sources',
    body: triedSource,
    reply: testReport,
    otherReplies: ['application/x-ndjson'],
  },
});
