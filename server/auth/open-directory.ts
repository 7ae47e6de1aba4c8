import { personRoles } from '@/lib/principal';
import type { Clock, Log } from '@/server/ports';
import { SetupError } from '@/server/sources/setup-error';
import { createDirectory, type EditableDirectory } from './directory';
import { importAccountFile } from './import-account-file';
import { createPasswords } from './passwords';
import type { AccountShelf } from './stored-account';

export interface DirectorySettings {
  readonly shelf: AccountShelf;
  /** Where a file of accounts may lie that is to be taken over. */
  readonly dataDir: string;
  /** The first one of an empty store. */
  readonly admin: { readonly username: string; readonly password: string } | null;
  /** The well-known sign-ins, one per role, in a store that holds nobody else. */
  readonly demoAccounts: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export const demoPassword = 'callboard-demo';
/** Marks accounts that must never be there outside of a demo: everybody knows their password. */
export const demoProvider = 'demo';

/** Opens the accounts; at the first start makes the admin, and throws with what to set when it is not told which. */
export async function openDirectory(settings: DirectorySettings): Promise<EditableDirectory> {
  const { shelf, clock, log, admin } = settings;
  if (settings.demoAccounts) await refuseRealAccounts(shelf);
  else {
    await shelf.removeOf(demoProvider);
    const imported = await importAccountFile(settings.dataDir, shelf, clock.now());
    if (imported > 0) log.info({ accounts: imported }, 'The accounts of accounts.json were taken over');
  }
  const directory = await createDirectory({ shelf, passwords: createPasswords(), clock, log });
  if (directory.list().length > 0) return directory;
  if (settings.demoAccounts) await addDemoAccounts(directory);
  else if (admin) await directory.add({ ...admin, name: admin.username, role: 'admin', mustChangePassword: true });
  else {
    directory.stop();
    throw new SetupError('There is nobody who could sign in', [{ path: 'CALLBOARD_ADMIN_USER', message: firstStart }]);
  }
  return directory;
}

const firstStart = 'is needed, with CALLBOARD_ADMIN_PASSWORD, for this first start: there is no account yet';

/** Agents of the demo's sites that are the person of its account `agent`: one in Milan and one in Helsinki. */
export const demoDesk = ['milan/agent%2F101', 'helsinki/4D9CF497D7ED7B21689B3D408FFF04BD'] as const;

async function refuseRealAccounts(shelf: AccountShelf): Promise<void> {
  const accounts = await shelf.list();
  if (accounts.length === 0 || accounts.some(({ provider }) => provider === demoProvider)) return;
  const message =
    'would let everybody in beside the accounts that are kept here: give the demo a data directory of its own';
  throw new SetupError('The demo cannot be started here', [{ path: 'CALLBOARD_DEMO_ACCOUNTS', message }]);
}

async function addDemoAccounts(directory: EditableDirectory): Promise<void> {
  for (const role of personRoles) {
    const name = `${role[0]?.toUpperCase()}${role.slice(1)}`;
    const well = { id: `demo-${role}`, username: role, password: demoPassword };
    const agentIds = role === 'agent' ? demoDesk : [];
    await directory.add({ ...well, name, role, agentIds, provider: demoProvider, subject: role });
  }
}
