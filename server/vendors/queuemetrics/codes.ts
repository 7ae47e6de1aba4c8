/** Agent codes are compared in lower case: the log says `Agent/101` here and `agent/101` there. */
export const agentCode = (text: string): string => text.toLowerCase();

/** Queue ids joined with `|` or a blank (composites) or `:` (an agent’s queues), each once, in order. */
export function splitQueues(text: string): string[] {
  return [...new Set(text.split(/[|:\s]+/).filter((part) => part !== ''))];
}

/** How a composite is called: its parts as the reports API takes them. */
export const joinQueues = (parts: readonly string[]): string => parts.join('|');

/** QueueMetrics writes "none" in several ways. */
export const isNone = (text: string): boolean => /^(|-|0|n|no|false|null)$/i.test(text);

/** The text, or null where it means none. */
export const orNull = (text: string): string | null => (text === '' || text === '-' ? null : text);
