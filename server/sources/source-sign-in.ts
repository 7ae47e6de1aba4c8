import type { PersonRole } from '@/lib/principal';
import { roleOf } from '@/server/auth/role-map';
import type { PollerParts, SourceSetup } from '@/server/polling/poller';
import type { VendorPerson } from '@/server/vendors/vendor';

/** Somebody a source knows, with the role their keys give. */
export interface SourcePerson extends VendorPerson {
  /** As `qm:<sourceId>`. */
  readonly provider: string;
  /** Null: none of their keys has a role. */
  readonly role: PersonRole | null;
}

/** A source whose people may sign in with what they type there. */
export interface SourceSignIn {
  readonly id: string;
  readonly name: string;
  /** Null for a wrong name or password; throws VendorError when the source cannot be asked. */
  authenticate(username: string, password: string): Promise<SourcePerson | null>;
  close(): Promise<void>;
}

/** Has a door of its own, so that a storm of sign-ins holds up no poll; null where nobody may sign in this way. */
export function createSourceSignIn(
  { id, name, vendor, settings, secrets }: SourceSetup,
  { openDoor, clock, log }: Pick<PollerParts, 'openDoor' | 'clock' | 'log'>,
): SourceSignIn | null {
  const { signIn } = vendor;
  const roles = signIn?.roles(settings) ?? {};
  if (!signIn || Object.keys(roles).length === 0) return null;
  const http = openDoor(vendor.http(settings), clock);
  const ended = new AbortController();
  return {
    id,
    name,
    async authenticate(username, password) {
      const context = { sourceId: id, settings, secrets, http, clock, log, signal: ended.signal, memory: new Map() };
      const person = await signIn.authenticate(context, username, password);
      return person && { ...person, provider: `${signIn.provider}:${id}`, role: roleOf(person.keys, roles) };
    },
    close() {
      ended.abort(new Error('The source was removed'));
      return http.close();
    },
  };
}
