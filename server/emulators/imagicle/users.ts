import type { Centre, CentreAgent } from '@/server/emulators/centre-types';

/** A user of the suite as lists of agents and managers show one: names and address, no status. */
export interface ImagicleUser {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  /** '' where there is no primary extension. */
  readonly telephoneAddress: string;
}

/** People of the suite who answer no calls and have no extension, the one who asks among them. */
export function officeUsers(asking: string): readonly ImagicleUser[] {
  const user = (username: string, firstName: string, lastName: string) => ({
    ...{ username, firstName, lastName, telephoneAddress: '' },
  });
  return [
    user(asking, 'Callboard', 'Interfaccia'),
    user('elena.dellorco', 'Elena', 'Dell’Òrco'),
    user('turno/notte 50%', 'Turno', 'di notte'),
  ];
}

export function userObject({ username, firstName, lastName, extension }: CentreAgent): ImagicleUser {
  return { username, firstName, lastName, telephoneAddress: extension };
}

export function findAgent(centre: Centre, username: string): CentreAgent | undefined {
  return centre.agents.find((agent) => agent.username === username);
}

/** An agent or anybody else of the suite. */
export function findUser(centre: Centre, office: readonly ImagicleUser[], username: string): ImagicleUser | undefined {
  const agent = findAgent(centre, username);
  return agent ? userObject(agent) : office.find((user) => user.username === username);
}
