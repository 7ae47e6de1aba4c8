import { z } from 'zod';
import { anId } from './api/fields';

const ids = z.array(anId, 'must be a list of ids').max(1000, 'must hold at most 1000').readonly();

/** Which part of the floor somebody sees, as `AccessScope` in lib/principal.ts. */
export const accessScope = z.union(
  [z.literal('all'), z.strictObject({ sources: ids, queues: ids, teams: ids })],
  'must be "all", or lists of ids named sources, queues and teams',
);
