import type { AccessScope } from '@/lib/principal';

const count = (number: number, one: string) => (number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`]);

/** What somebody sees, as short as a line of a table; sources by name where there are few. */
export function scopeWords(scope: AccessScope, nameOf: (sourceId: string) => string): string {
  if (scope === 'all') return 'Everything';
  const { sources, queues, teams } = scope;
  const whole = sources.length <= 3 ? sources.map(nameOf) : count(sources.length, 'source');
  const words = [...whole, ...count(queues.length, 'queue'), ...count(teams.length, 'team')];
  return words.length === 0 ? 'Nothing' : words.join(', ');
}
