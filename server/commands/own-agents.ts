/** Which agents on the floor an account is. */
export interface OwnAgents {
  isOwn(accountId: string, agentId: string): boolean;
  ownAgentsOf(accountId: string): readonly string[];
}

/** Where nobody is told to be an agent. */
export const nobodysOwn: OwnAgents = { isOwn: () => false, ownAgentsOf: () => [] };
