/** Local agents have an extension of the tenant, remote ones a number outside; their ids may be the same. */
export const agentTypes = ['local', 'remote'] as const;
export type AgentType = (typeof agentTypes)[number];

/** What an agent's record is known by. */
export const agentKey = (type: AgentType, id: string) => `${type}:${id}`;

/** The two halves of such a key; null where it is none. */
export function readAgentKey(key: string): { readonly type: AgentType; readonly id: string } | null {
  const [, word, id] = /^(\w+):(.+)$/s.exec(key) ?? [];
  const type = agentTypes.find((one) => one === word);
  return type && id ? { type, id } : null;
}

export function readAgentType(text: string | null | undefined): AgentType | null {
  return agentTypes.find((type) => type === text?.toLowerCase()) ?? null;
}

/** `000*094@ringme.ru` is known to people as 000*094. */
export const shortExtension = (name: string | null) => name?.replace(/@.*$/s, '') || null;
