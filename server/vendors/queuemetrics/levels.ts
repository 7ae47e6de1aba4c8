import { CommandRefused, type PauseReason } from '@/server/vendors/command';

/** Penalties of an agent in a queue, by their number: the names the manual gives, and how the dial plan abbreviates them. */
export const levels = [
  { code: '0', label: 'Main', short: 'M' },
  { code: '1', label: 'Wrap', short: 'W' },
  { code: '2', label: 'Spill', short: 'S' },
] as const satisfies readonly (PauseReason & { readonly short: string })[];

/** The level by its number; undefined where it is none. */
export const levelOf = (code: string) => levels.find((level) => level.code === code.trim());

/** What a join carries for the level, which QueueMetrics does not look up itself: `[name, value, name, value]`. */
export function levelValues(code: string | null): { readonly optValues?: readonly string[] } {
  if (code === null) return {};
  const level = levelOf(code);
  if (!level) throw new CommandRefused('QueueMetrics knows the levels 0 (main), 1 (wrap) and 2 (spill)');
  return { optValues: ['QM_AGENT_PRIONUM', level.code, 'QM_AGENT_PRIOLBL', level.short] };
}
