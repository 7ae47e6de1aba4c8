import { type Command, type CommandContext, CommandRefused } from '@/server/vendors/command';
import { agentIn, contactIn, dialled, fieldIn, nativeIdOf, refusedBy } from '@/server/vendors/order-parts';
import { hostOf, readPage, send } from './client';
import { isDialable, isExtension } from './numbers';
import { oneCallOf } from './one-call';
import { type PhoneCall, type PhoneCallView, phoneCalls } from './payloads';
import { noWordsOf, refusals } from './refusal-words';
import type { VoipnowSecrets, VoipnowSettings } from './settings';

type Context = CommandContext<VoipnowSettings, VoipnowSecrets>;
type Fields = Readonly<Record<string, string>>;

/** Actions on a call; nothing of them shows in the list of calls in a way that could be relied on. */
export const callCommands = {
  hold: callAction('OnHold'),
  resume: callAction('OffHold'),
  transfer: callAction('Transfer', (context, view) => transferred(context, view, numberIn(context, 'to'))),
  'transfer-to-voicemail': callAction('TransferToVoicemail', (context, view) =>
    transferred(context, view, extensionIn(context, 'to')),
  ),
  whisper: callAction('Whisper', joining),
  'barge-in': callAction('BargeIn', joining),
  'pick-up': callAction('PickUp', joining),
  park: callAction('Park'),
  unpark: callAction('UnPark', ({ order }) => ({ sendCallTo: nativeIdOf(agentIn(order)) })),
  record: callAction('StartRecording', () => ({ format: 'wav' })),
  'stop-recording': callAction('StopRecording'),
} as const satisfies Record<string, Command<VoipnowSettings, VoipnowSecrets>>;

/** The view an action is aimed at is not on the floor: the call is looked up first, which also tells that it goes on. */
function callAction(
  action: string,
  fieldsOf: (context: Context, view: PhoneCallView) => Fields = () => ({}),
): Command<VoipnowSettings, VoipnowSecrets> {
  return {
    expects: () => null,
    async send(context) {
      const path = pathOf(context);
      const view = viewIn(await readCall(context, path), context);
      const body = { action, phoneCallViewId: view.id ?? '', ...fieldsOf(context, view) };
      const reply = await send(context, { method: 'PUT', path, body, allow: refusals });
      if (!refusals.includes(reply.status)) {
        readPage(reply, phoneCalls, hostOf(context));
        return;
      }
      const { reason, said } = noWordsOf(reply);
      throw refusedBy(`VoipNow refused it${reason === null ? '' : `: ${reason}`}`, said, context.secrets);
    },
  };
}

/** An id finds a call below any extension that takes part, and below all of the user's. */
function pathOf({ order, settings }: Context): string[] {
  const contact = contactIn(order);
  const takingPart = [contact.agentId, contact.queueId].map((id) => (id === null ? '' : nativeIdOf({ id })));
  const extension = settings.calls === 'user' ? undefined : takingPart.find(isExtension);
  return ['phoneCalls', settings.userId, extension ?? '@self', nativeIdOf(contact)];
}

async function readCall(context: Context, path: readonly string[]): Promise<PhoneCall> {
  const reply = await send(context, { path, allow: [400, 403, 404] });
  if (reply.status === 403) throw new CommandRefused('VoipNow does not let this app see the call');
  const rows = reply.status >= 400 ? [] : readPage(reply, phoneCalls, hostOf(context)).entry;
  if (rows.length > 0) return oneCallOf(rows, context.settings.queues);
  throw new CommandRefused('VoipNow knows no such call any more: it may just have ended');
}

/** As the agent sees it, where one has it. */
function viewIn({ phoneCallView: views }: PhoneCall, { order }: Context): PhoneCallView {
  const agent = order.agent ? nativeIdOf(order.agent) : null;
  const named = views.filter(({ id }) => id !== null);
  const view = named.find(({ extension }) => extension !== null && isSame(extension, agent)) ?? named[0];
  if (view) return view;
  throw new CommandRefused('VoipNow does not tell which side of the call to act on');
}

const isSame = (extension: string, agent: string | null) => extension === agent || agent?.split('*')[1] === extension;

/** Away from whoever has it, the other side along. */
function transferred({ order }: Context, view: PhoneCallView, sendCallTo: string): Fields {
  const from = order.agent ? nativeIdOf(order.agent) : view.extension;
  const caller = contactIn(order).caller;
  return {
    sendCallTo,
    ...(from === null ? {} : { transferFromNumber: from }),
    ...(caller === null ? {} : { transferNumber: caller }),
  };
}

function joining(context: Context): Fields {
  return { sendCallTo: extensionIn(context, 'extension') };
}

function extensionIn({ order }: Context, field: 'to' | 'extension'): string {
  const extension = dialled(fieldIn(order, field));
  if (isExtension(extension)) return extension;
  throw new CommandRefused('It takes an extension of VoipNow, as 0003*210 or 210');
}

function numberIn({ order }: Context, field: 'to'): string {
  const number = dialled(fieldIn(order, field));
  if (isDialable(number)) return number;
  throw new CommandRefused('It takes a number or an extension, as +40211234567, 0003*210 or 210');
}
