import { z } from 'zod';
import { epochMs } from '@/lib/floor/records';
import { agentStates } from '@/lib/floor/words';
import { defineEndpoints } from './endpoint';

const ownDay = z.object({
  agentId: z.string(),
  dayFrom: epochMs.describe('When the business day of its source began'),
  since: epochMs.describe('From when on it was watched: later than `dayFrom` where Callboard began after it'),
  knownMs: z.number().describe('For so long since then its source was known; the rest nobody can tell of'),
  states: z.partialRecord(z.enum(agentStates), z.number()).describe('ms in each state; what is absent was not seen'),
});
export type OwnDay = Readonly<z.infer<typeof ownDay>>;

const ownDayReply = z.object({ at: epochMs, agents: z.array(ownDay).readonly() });
export type OwnDayReply = Readonly<z.infer<typeof ownDayReply>>;

export const meApi = defineEndpoints({
  'GET /api/me/day': {
    summary: 'How long the caller’s own agents were in each state today, as far as it was watched',
    action: 'see-own-desk',
    reply: ownDayReply,
  },
});
