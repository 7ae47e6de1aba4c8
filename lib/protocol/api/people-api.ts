import { z } from 'zod';
import { defineEndpoints } from './endpoint';
import { anId, done, line } from './fields';
import { wholeField } from './query-fields';

const agentOfPerson = z.object({
  id: z.string(),
  sourceId: z.string(),
  name: z.string().nullable().describe('Null while the agent is not on the floor'),
  extension: z.string().nullable(),
  team: z.string().nullable(),
});
export type AgentOfPerson = Readonly<z.infer<typeof agentOfPerson>>;

const person = z.object({ id: z.string(), name: z.string(), agents: z.array(agentOfPerson).readonly() });
export type Person = Readonly<z.infer<typeof person>>;

const suggestion = z.object({
  agents: z.array(agentOfPerson).readonly(),
  personId: z.string().nullable().describe('Whom some of them are already; null: a new person'),
  score: z.number().min(0).max(1).describe('How sure it is'),
  reasons: z.array(z.string()).readonly(),
});
export type PersonSuggestion = Readonly<z.infer<typeof suggestion>>;

const agentIds = z
  .array(anId, 'must be a list of ids of agents')
  .min(2, 'must name at least two agents')
  .max(20, 'must name at most 20 agents')
  .refine((ids) => new Set(ids).size === ids.length, 'must not name an agent twice');
const list = <T extends z.ZodType>(item: T) =>
  z.array(item, 'must be a list').min(1, 'must not be empty').max(200, 'must have at most 200 entries');

export const peopleApi = defineEndpoints({
  'GET /api/people': {
    summary: 'People who are agents on several sources',
    action: 'edit-people',
    query: z.strictObject({
      text: line(200).optional().describe('Words in the name of the person or of an agent'),
      after: anId.optional().describe('The `next` of an earlier answer'),
      limit: wholeField(1, 500).default(100),
    }),
    reply: z.object({
      people: z.array(person).readonly(),
      total: z.number().int(),
      next: z.string().nullable(),
    }),
  },
  'GET /api/people/suggestions': {
    summary: 'Agents of several sources who may be one person, the surest first, at most 500',
    action: 'edit-people',
    reply: z.object({ suggestions: z.array(suggestion).readonly(), total: z.number().int() }),
  },
  'POST /api/people': {
    summary: 'Says that agents are one person; all of the list or none',
    action: 'edit-people',
    body: z.strictObject({
      links: list(
        z.strictObject({
          agentIds,
          name: line(200).optional().describe('Of a new person; the first agent’s unless given'),
        }),
      ),
    }),
    reply: z.object({ personIds: z.array(z.string()).readonly().describe('One per link, in order') }),
  },
  'POST /api/people/rejections': {
    summary: 'Says that agents are not one person: they are not suggested together again',
    action: 'edit-people',
    body: z.strictObject({ groups: list(agentIds) }),
    reply: done,
  },
  'DELETE /api/people/{id}': {
    summary: 'Splits a person into agents again, or takes one agent out',
    action: 'edit-people',
    params: z.strictObject({ id: anId }),
    query: z.strictObject({ agentId: anId.optional().describe('Only this one') }),
    reply: done,
  },
});
