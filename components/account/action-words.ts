import type { Action } from '@/lib/can';

/** What a token may be allowed, as its owner reads it. */
const words: Partial<Record<Action, string>> = {
  'see-floor': 'See the live floor',
  'see-console': 'See what the console shows',
  'see-callers': 'See callers’ numbers and names',
  'see-history': 'See history',
  'see-sources': 'See how sources are doing',
  'see-audit': 'See the audit',
  'retry-sources': 'Ask a source again',
  'edit-sources': 'Change sources',
  'edit-queues': 'Change queues and their members',
  'edit-configuration': 'Change agents, codes and groups',
  'edit-system': 'Change users and whole configurations',
  'edit-people': 'Change people',
  'edit-accounts': 'Change users',
};

export function actionWords(action: string): string {
  return words[action as Action] ?? action.replaceAll('-', ' ');
}
