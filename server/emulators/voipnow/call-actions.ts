import { z } from 'zod';
import type { CentreContact } from '@/server/emulators/centre-types';
import { type Extension, extensionAt } from './extensions';
import { invalid, VoipnowFailure } from './failure';
import type { World } from './world';

const order = z.object({
  action: z.string(),
  phoneCallViewId: z.union([z.string(), z.number()]).transform(String).optional(),
  sendCallTo: z.string().min(1).optional(),
});

/** What an action works on; `to` is where `sendCallTo` leads, `target` what answers there where it is ours. */
interface Job {
  readonly world: World;
  readonly contact: CentreContact;
  readonly to: string;
  readonly target: Extension | null;
}

interface Action {
  /** Whether it needs `sendCallTo`, or the phone whose call it is. */
  readonly needs: 'nothing' | 'target' | 'phone';
  /** False when the call is in no state for it. */
  run(job: Job): boolean;
}

const mark =
  (change: { onHold?: boolean; recording?: boolean; parked?: boolean }) =>
  ({ world, contact }: Job) => {
    if (contact.phase === 'talking') world.marks.change(contact.id, change);
    return contact.phase === 'talking';
  };

const joinAs =
  (as: 'BargeIn' | 'Whisper') =>
  ({ world, contact, to }: Job) => {
    const { joined } = world.marks.of(contact.id);
    const others = joined.filter(({ extension }) => extension !== to);
    if (contact.phase === 'talking') world.marks.change(contact.id, { joined: [...others, { extension: to, as }] });
    return contact.phase === 'talking';
  };

const pickUp = ({ world, contact, target }: Job) =>
  target?.agent ? world.centre.pickUp(contact.id, target.agent.id) : false;

const actions: Readonly<Record<string, Action>> = {
  OnHold: { needs: 'nothing', run: mark({ onHold: true }) },
  OffHold: { needs: 'nothing', run: mark({ onHold: false }) },
  StartRecording: { needs: 'nothing', run: mark({ recording: true }) },
  StopRecording: { needs: 'nothing', run: mark({ recording: false }) },
  Park: { needs: 'nothing', run: mark({ parked: true }) },
  UnPark: { needs: 'nothing', run: mark({ parked: false }) },
  PickUp: { needs: 'phone', run: pickUp },
  BargeIn: { needs: 'phone', run: joinAs('BargeIn') },
  Whisper: { needs: 'phone', run: joinAs('Whisper') },
  Transfer: { needs: 'target', run: transfer },
  TransferToVoicemail: { needs: 'nothing', run: ({ world, contact }) => world.centre.hangUp(contact.id) },
};

/** Does what a `PUT` on a call asks for; throws the vendor's error where it cannot be done. */
export function carryOut(
  world: World,
  contact: CentreContact,
  place: Extension,
  viewIds: readonly string[],
  body: unknown,
): void {
  const parsed = order.safeParse(body);
  const action = parsed.success && Object.hasOwn(actions, parsed.data.action) ? actions[parsed.data.action] : undefined;
  if (!parsed.success || !action)
    throw invalid('action', 'action_invalid', `It can be ${Object.keys(actions).join(', ')}.`);
  const { action: name, phoneCallViewId, sendCallTo } = parsed.data;
  if (phoneCallViewId !== undefined && !viewIds.includes(phoneCallViewId))
    throw invalid('phoneCallViewId', 'phonecallviewid_invalid', 'It must reference a view of the call.');
  const wanted = sendCallTo ?? (action.needs === 'phone' ? place.agent?.extension : undefined);
  const target = wanted === undefined ? null : extensionAt(world, place, wanted);
  const to = target?.number ?? wanted ?? '';
  const isMissing = action.needs === 'target' ? to === '' : action.needs === 'phone' && !target?.agent;
  if (isMissing || (to.includes('*') && target === null))
    throw invalid('sendCallTo', 'sendcallto_invalid', 'It must reference a number that can take the call.');
  const details = { phoneCallId: contact.id, ...(wanted === undefined ? {} : { sendCallTo: wanted }) };
  const run = () => action.run({ world, contact, to, target });
  if (!world.centre.command({ deed: name, agentId: contact.agentId, details }, run))
    throw new VoipnowFailure(400, 'phonecall_state_invalid', 'The call is not in a state for this action.');
}

/** To an agent, a queue or away; a call nobody talks to yet can be taken by an agent or sent away. */
function transfer({ world, contact, to, target }: Job): boolean {
  if (contact.phase === 'talking') return world.centre.transfer(contact.id, to);
  if (target?.agent) return world.centre.pickUp(contact.id, target.agent.id);
  return target === null && world.centre.hangUp(contact.id);
}
