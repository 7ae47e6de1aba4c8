import type { PersonRole } from '@/lib/principal';

/** What a role is for, as an admin chooses it. */
export const roleWords: Readonly<Record<PersonRole, string>> = {
  admin: 'Everything, with users and sources',
  supervisor: 'The whole console; may ask sources again',
  lead: 'The console with callers and history',
  agent: 'Their own desk, and nothing else of the floor',
  viewer: 'Looks and changes nothing; for walls and reports',
};
