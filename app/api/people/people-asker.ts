import type { Principal } from '@/lib/principal';
import type { Runtime } from '@/server/runtime';

/** Who asks the desk of people, with the agents they may see. */
export function peopleAsker(call: {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly request: Request;
}) {
  const { runtime, principal, request } = call;
  const { agents } = runtime.floorFor(principal, 'console');
  return { principal, agents, address: request.headers.get('x-callboard-address') };
}
