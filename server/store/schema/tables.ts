import type { Database } from '.';

/** Every table with the columns of its primary key; what others refer to stands before them. */
export const tables = {
  accounts: ['id'],
  invitations: ['id'],
  api_tokens: ['id'],
  sources: ['id'],
  audit: ['id'],
  people: ['id'],
  person_agents: ['agent_id'],
  person_rejections: ['agent_a', 'agent_b'],
} as const satisfies { readonly [Table in keyof Database]: readonly (keyof Database[Table])[] };

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as readonly TableName[];
