import type { ChoicesReply } from '@/lib/protocol/api/commands-api';

/** One reason of a pause as people know it, and the code each system has for it. */
export interface SharedReason {
  readonly label: string;
  /** By agent; agents whose system has no such reason are not in it. */
  readonly codes: Readonly<Record<string, string>>;
}

interface AgentReasons {
  readonly agentId: string;
  readonly reasons: ChoicesReply['pauseReasons'];
}

/** Reasons of several systems as one list: those of the same words are one, in the order in which they were first told. */
export function sharedReasons(told: readonly AgentReasons[]): readonly SharedReason[] {
  const found = new Map<string, { label: string; codes: Record<string, string> }>();
  for (const { agentId, reasons } of told)
    for (const { code, label } of reasons) {
      const key = keyOf(label);
      const shared = found.get(key) ?? { label: label.trim(), codes: {} };
      found.set(key, shared);
      shared.codes[agentId] ??= code;
    }
  return [...found.values()];
}

/** "Pausa caffè", "PAUSA CAFFE" and "pausa-caffè" are one. */
function keyOf(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(' ') ?? label;
}
