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
  floor_deltas: ['epoch', 'seq', 'part'],
  floor_keyframes: ['epoch', 'seq', 'part'],
  floor_marks: ['name'],
  history_queues: ['queue_id'],
  queue_minutes: ['queue_id', 'at', 'epoch'],
  queue_hours: ['queue_id', 'at'],
  queue_days: ['queue_id', 'day'],
  agent_minutes: ['source_id', 'at', 'epoch'],
  agent_hours: ['source_id', 'at'],
  agent_days: ['source_id', 'day'],
  intents: ['id'],
  command_requests: ['account_id', 'request_id'],
  config_changes: ['id'],
} as const satisfies { readonly [Table in keyof Database]: readonly (keyof Database[Table])[] };

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as readonly TableName[];
