import type { Principal } from '@/lib/principal';

/** Whether an agent on the floor is this person. */
export type IsOwn = (principal: Pick<Principal, 'accountId' | 'agentIds'>, agentId: string) => boolean;

/** Where nobody is told to be an agent. */
export const nobodysOwn: IsOwn = () => false;
