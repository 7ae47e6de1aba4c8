import type { EpochMs } from '@/lib/floor/records';

export interface PersonRow {
  id: string;
  name: string;
  created_at: EpochMs;
  updated_at: EpochMs;
}

export interface PersonAgentRow {
  agent_id: string;
  person_id: string;
  confirmed_by: string;
  confirmed_at: EpochMs;
}

/** Two agents, `agent_a` before `agent_b`, who are not the same person. */
export interface PersonRejectionRow {
  agent_a: string;
  agent_b: string;
  rejected_by: string;
  at: EpochMs;
}

export interface PeopleTables {
  people: PersonRow;
  person_agents: PersonAgentRow;
  person_rejections: PersonRejectionRow;
}
