import { z } from 'zod';
import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { dialCode } from '@/server/emulators/imagicle/dial-codes';

const text = z.string().min(1).max(100);
const record = { source: z.string(), kind: text, id: text };
const deed = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ source: z.string(), agent: z.string(), deed: z.literal(name), ...shape });

/** What people do at their phones or on the vendor's own pages, as `POST /control/acts` takes it; ids are the centre's. */
export const actSchema = z.discriminatedUnion('deed', [
  deed('login', { queue: text.optional() }),
  deed('logout', {}),
  deed('pause', { code: text.optional() }),
  deed('unpause', {}),
  deed('join', { queue: text }),
  deed('leave', { queue: text }),
  /** A log-in code where the vendor has them, else a call out. */
  deed('dial', { number: text }),
  /** Somebody else changes a record, under the vendor's own names, or deletes it. */
  z.strictObject({ ...record, deed: z.literal('edit'), values: z.record(z.string(), z.json()) }),
  z.strictObject({ ...record, deed: z.literal('remove') }),
]);

export type Act = z.infer<typeof actSchema>;
export type ActOnRecord = Extract<Act, { kind: string }>;
export type ActAtPhone = Exclude<Act, ActOnRecord>;

/** Numbers that mean something to a vendor's system when an agent dials them. */
const dialCodes: Readonly<Record<string, (centre: Centre, agent: CentreAgent, number: string) => boolean>> = {
  imagicle: dialCode,
};

/** Does it behind everybody's back; false when the centre cannot. */
export function actAtPhone(centre: Centre, vendor: string, agent: CentreAgent, act: ActAtPhone): boolean {
  switch (act.deed) {
    case 'login':
      return centre.login(agent.id, act.queue === undefined ? undefined : [act.queue]);
    case 'logout':
      return centre.logout(agent.id);
    case 'pause':
      return centre.pause(agent.id, act.code ?? null);
    case 'unpause':
      return centre.unpause(agent.id);
    case 'join':
      return centre.join(agent.id, act.queue);
    case 'leave':
      return centre.leave(agent.id, act.queue);
    case 'dial':
      return dialCodes[vendor]?.(centre, agent, act.number) || centre.dial(agent.id, act.number);
  }
}
