import { can } from '@/lib/can';
import type { AccessScope, Role } from '@/lib/principal';

const count = (number: number, one: string) => (number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`]);

/** Whoever does not see the floor has nothing to be scoped: theirs is their own desk, whichever agents they are. */
export const seesOwnDeskOnly = (role: Role): boolean => !can({ role }, 'see-floor');

/** What somebody of a role sees, in a line of a table. */
export function seesWords(
  { role, scope }: { readonly role: Role; readonly scope: AccessScope },
  nameOf: (sourceId: string) => string,
): string {
  return seesOwnDeskOnly(role) ? 'Own desk' : scopeWords(scope, nameOf);
}

/** Sources by name where there are few. */
function scopeWords(scope: AccessScope, nameOf: (sourceId: string) => string): string {
  if (scope === 'all') return 'Everything';
  const { sources, queues, teams } = scope;
  const whole = sources.length <= 3 ? sources.map(nameOf) : count(sources.length, 'source');
  const words = [...whole, ...count(queues.length, 'queue'), ...count(teams.length, 'team')];
  return words.length === 0 ? 'Nothing' : words.join(', ');
}
