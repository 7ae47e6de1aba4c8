import { z } from 'zod';
import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { type Extension, phoneAt } from './extensions';
import { invalid, VoipnowFailure } from './failure';
import type { World } from './world';

const order = z.object({
  action: z.string(),
  phoneCallViewId: z.union([z.string(), z.number()]).transform(String).optional(),
  sendCallTo: z.string().min(1).optional(),
});

/** What an action works on; `to` is where `sendCallTo` leads, `phone` that phone where it is one of ours. */
interface Job {
  readonly world: World;
  readonly contact: CentreContact;
  readonly to: string;
  readonly phone: CentreAgent | null;
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

const pickUp = ({ world, contact, phone }: Job) => phone !== null && world.centre.pickUp(contact.id, phone.id);

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
  const { phoneCallViewId, sendCallTo } = parsed.data;
  if (phoneCallViewId !== undefined && !viewIds.includes(phoneCallViewId))
    throw invalid('phoneCallViewId', 'phonecallviewid_invalid', 'It must reference a view of the call.');
  const to = sendCallTo ?? (action.needs === 'phone' ? place.agent?.extension : undefined);
  const phone = to === undefined ? null : phoneAt(world, to);
  const isMissing = action.needs === 'target' ? to === undefined : action.needs === 'phone' && phone === null;
  if (isMissing || (to?.includes('*') && phone === null))
    throw invalid('sendCallTo', 'sendcallto_invalid', 'It must reference a number that can take the call.');
  if (!action.run({ world, contact, to: to ?? '', phone }))
    throw new VoipnowFailure(400, 'phonecall_state_invalid', 'The call is not in a state for this action.');
}

/** To a phone of ours, or away. */
function transfer({ world, contact, phone }: Job): boolean {
  if (phone === null) return world.centre.hangUp(contact.id);
  return contact.phase === 'talking'
    ? world.centre.transfer(contact.id, phone.id)
    : world.centre.pickUp(contact.id, phone.id);
}
