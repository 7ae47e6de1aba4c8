import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandAction } from '@/lib/commands/actions';
import { createFakeClock } from '@/server/fake-clock';
import { type Aim, makeOrder } from '@/server/vendors/make-order';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply, ServedRequest } from '@/server/vendors/serve-http';
import { servePbx } from './fixtures/pbx';
import {
  agent210,
  answeredCall,
  clientId,
  clientSecret,
  error,
  good,
  now,
  sales,
  support,
  waitingCall,
} from './fixtures/site';
import voipnow from './index';

const ana = 'site/0003*210';
const bogdan = 'site/0003*211';
const remote = 'site/%2B40211234567';
const names = { queueNames: { [support]: 'Support', [sales]: 'Sales' } };
let site: SiteUnderTest;
const open = async (settings: object = {}) => {
  await site?.close();
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, queues: [support, sales], ...names, ...settings }),
    secrets: { clientId, clientSecret },
    site: servePbx(),
  };
  site = await openSite(voipnow, fixtures, createFakeClock(now));
};
beforeEach(() => open());
afterEach(() => site.close());

type Answer = (request: ServedRequest) => ServedReply | undefined;

async function ask(action: CommandAction, aim: Aim, answer?: Answer) {
  const order = makeOrder(site.normalize(await site.readAll()), action, aim);
  site.http.answer(servePbx(good, answer));
  return { order, sent: site.send(order) };
}
const puts = () =>
  site.http.requests
    .filter(({ method }) => method === 'PUT')
    .map(({ path, body }) => [path.replace('/uapi/', ''), JSON.parse(body)]);
const agentPath = (queue: string, agent: string) => `extensions/@me/${queue}/queue/agents/${agent}/`;
const refusalOf = async (action: CommandAction, aim: Aim, answer?: Answer) =>
  (await site.refusalOf((await ask(action, aim, answer)).sent)).message;

describe('what an agent declares', () => {
  it.each([
    ['ready', '1', 'ready'],
    ['login', '1', 'ready'],
    ['pause', '2', 'paused'],
    ['logout', '0', 'logged-out'],
  ] as const)('%s is asked of every queue, and each has to show it', async (action, status, readiness) => {
    const { order, sent } = await ask(action, { agent: bogdan });
    await sent;
    expect(puts()).toEqual([
      [agentPath(support, '0003*211'), { status }],
      [agentPath(sales, '0003*211'), { status }],
    ]);
    expect(voipnow.commands?.[action]?.expects(order, voipnow.settings.parse(site.settings))).toEqual([
      { kind: 'memberships', id: 'site/0003*212%3A0003*211', becomes: { readiness }, what: 'Support' },
      { kind: 'memberships', id: 'site/0003*213%3A0003*211', becomes: { readiness }, what: 'Sales' },
    ]);
  });

  it('is accepted without a body too, and whatever status comes back', async () => {
    await (await ask('pause', { agent: ana }, () => ({ status: 204 }))).sent;
    await (await ask('pause', { agent: ana }, () => ({ body: [agent210] }))).sent;
    await (await ask('pause', { agent: ana }, () => ({ body: [{ entry: [agent210] }] }))).sent;
    expect(puts()).toHaveLength(3);
  });

  it('is asked again once with a new token, and only where a 401 kept it from being done', async () => {
    let refusedOnce = false;
    const answer: Answer = ({ path }) => {
      if (!path.includes(support) || refusedOnce) return undefined;
      refusedOnce = true;
      return error(401, 'token_expired');
    };
    await (await ask('pause', { agent: bogdan }, answer)).sent;
    expect(puts().map(([path]) => path)).toEqual([
      agentPath(support, '0003*211'),
      agentPath(support, '0003*211'),
      agentPath(sales, '0003*211'),
    ]);
  });

  it('is not asked of the next queue when nobody knows what became of the first', async () => {
    const { sent } = await ask('pause', { agent: bogdan }, () => ({ status: 502 }));
    expect(await site.vendorErrorOf(sent)).toMatchObject({ kind: 'bad-response', status: 502 });
    expect(puts()).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const refuse =
    (queue: string, reply: ServedReply): Answer =>
    ({ path }) =>
      path.includes(queue) ? reply : undefined;

  it('of one queue names it, and those where it was done', async () => {
    expect(await refusalOf('ready', { agent: bogdan }, refuse(support, error(400, 'qag_agent_invalid')))).toBe(
      'VoipNow refused it for Support (the agent is not registered there); it was done for Sales',
    );
    expect(puts()).toHaveLength(2);
  });

  it('of all names all', async () => {
    expect(await refusalOf('ready', { agent: bogdan }, () => error(403, 'access_denied'))).toBe(
      'VoipNow refused it for Support (this app may not), Sales (this app may not)',
    );
  });

  it.each([
    ['status_invalid', 'it does not take this status'],
    ['qag_agent_invalid', 'the agent is not registered there'],
    ['extension_invalid', 'it knows no queue of this number'],
  ])('%s is told by its meaning, not by the text the manual has for it', async (code, words) => {
    const reply = error(400, code, '0 for DialIn, 1 for DialOut and 2 for Hangup.');
    expect(await refusalOf('pause', { agent: ana }, () => reply)).toBe(`VoipNow refused it for Support (${words})`);
  });

  it.each([
    ['what it said', error(400, 'new_code', 'Agents are <b>locked</b>'), ': “Agents are locked”'],
    ['its code', error(400, 'new_code', ''), ': “new_code”'],
    ['a word', { status: 409, body: { error: 'conflict' } }, ': “conflict”'],
    ['nothing', { status: 404, body: '<html>Not here</html>' }, ''],
  ])('of a kind we do not know is quoted: %s', async (_name, reply, quoted) => {
    const words = await refusalOf('pause', { agent: ana }, () => reply);
    expect(words).toBe(`VoipNow refused it for Support${quoted}`);
  });

  it('repeats no secret', async () => {
    const reply = error(400, 'new_code', `${clientSecret} of ${clientId} at https://x.x.x.x/uapi`);
    expect(await refusalOf('pause', { agent: ana }, () => reply)).toBe('VoipNow refused it for Support: “… of … at …”');
  });
});

describe('one queue', () => {
  it.each([
    ['join', '1', 'ready'],
    ['leave', '0', 'logged-out'],
    ['pause-in-queue', '2', 'paused'],
  ] as const)('%s changes the status there', async (action, status, readiness) => {
    const { order, sent } = await ask(action, { agent: bogdan, queue: 'site/0003*213' });
    await sent;
    expect(puts()).toEqual([[agentPath(sales, '0003*211'), { status }]]);
    expect(voipnow.commands?.[action]?.expects(order, voipnow.settings.parse(site.settings))).toEqual([
      { kind: 'memberships', id: 'site/0003*213%3A0003*211', becomes: { readiness }, what: 'Sales' },
    ]);
  });

  it('takes registered agents only, and none who is remote', async () => {
    expect(await refusalOf('join', { agent: ana, queue: 'site/0003*213' })).toMatch(/not registered in Sales/);
    expect(await refusalOf('join', { agent: ana })).toBe('No queue was chosen');
    expect(await refusalOf('leave', { agent: remote, queue: 'site/0003*213' })).toMatch(/^A remote agent/);
    expect(await refusalOf('pause', { agent: remote })).toMatch(/^A remote agent/);
    expect(puts()).toEqual([]);
  });
});

describe('a call', () => {
  const contact = `site/${answeredCall.id}`;
  const path = `phoneCalls/@me/@self/${answeredCall.id}/`;

  it.each([
    ['hold', { action: 'OnHold' }, {}],
    ['resume', { action: 'OffHold' }, {}],
    ['park', { action: 'Park' }, {}],
    ['unpark', { action: 'UnPark', sendCallTo: '0003*211' }, {}],
    ['record', { action: 'StartRecording', format: 'wav' }, {}],
    ['stop-recording', { action: 'StopRecording' }, {}],
    ['whisper', { action: 'Whisper', sendCallTo: '0003*299' }, { extension: '0003*299' }],
    ['barge-in', { action: 'BargeIn', sendCallTo: '299' }, { extension: ' 299' }],
    ['pick-up', { action: 'PickUp', sendCallTo: '0003*299' }, { extension: '0003*299' }],
    [
      'transfer',
      { action: 'Transfer', sendCallTo: '+40211234567', transferFromNumber: '0003*211', transferNumber: '3332222' },
      { to: '+40 21 123-4567' },
    ],
    [
      'transfer-to-voicemail',
      { action: 'TransferToVoicemail', sendCallTo: '210', transferFromNumber: '0003*211', transferNumber: '3332222' },
      { to: '210' },
    ],
  ] as const)('%s is aimed at the agent’s view of it', async (action, body, fields) => {
    const { order, sent } = await ask(action, { contact, fields });
    await sent;
    expect(puts()).toEqual([[path, { phoneCallViewId: '01', ...body }]]);
    expect(voipnow.commands?.[action]?.expects(order, voipnow.settings.parse(site.settings))).toBeNull();
  });

  it('that is listed once for each extension is acted on at the agent’s', async () => {
    const rows = answeredCall.phoneCallView.map((view) => ({ ...answeredCall, phoneCallView: [view] }));
    const order = makeOrder(site.normalize(await site.readAll()), 'hold', { contact });
    site.http.answer(servePbx({ ...good, calls: rows }));
    await site.send(order);
    expect(puts()).toEqual([[path, { phoneCallViewId: '01', action: 'OnHold' }]]);
  });

  it('that waits can be picked up, by the queue’s view', async () => {
    await (await ask('pick-up', { contact: `site/${waitingCall.id}`, fields: { extension: '0003*210' } })).sent;
    expect(puts()).toEqual([
      [`phoneCalls/@me/@self/${waitingCall.id}/`, { action: 'PickUp', phoneCallViewId: '00', sendCallTo: '0003*210' }],
    ]);
  });

  it('is found below the agent’s extension, or the queue’s, where the user does not own all', async () => {
    await open({ calls: 'extensions' });
    await (await ask('hold', { contact })).sent;
    await (await ask('pick-up', { contact: `site/${waitingCall.id}`, fields: { extension: '210' } })).sent;
    expect(puts().map(([asked]) => asked)).toEqual([
      `phoneCalls/@me/0003*211/${answeredCall.id}/`,
      `phoneCalls/@me/0003*212/${waitingCall.id}/`,
    ]);
  });

  it.each([
    ['a number where an extension is needed', 'whisper', { extension: '+40211234567' }, /takes an extension/],
    ['nothing', 'barge-in', {}, /field "extension" is empty/],
    ['a name', 'transfer', { to: 'reception' }, /takes a number or an extension/],
    ['what a dial plan would take apart', 'transfer', { to: '210&SIP/x' }, /can be dialled/],
    ['too much', 'transfer', { to: '1'.repeat(65) }, /can be dialled/],
  ] as const)('is not sent to %s', async (_name, action, fields, words) => {
    expect(await refusalOf(action, { contact, fields })).toMatch(words);
    expect(puts()).toEqual([]);
  });

  it.each([
    ['is gone', { status: 204 }, 'VoipNow knows no such call any more: it may just have ended'],
    [
      'has an id that is refused',
      error(400, 'phonecall_invalid'),
      'VoipNow knows no such call any more: it may just have ended',
    ],
    ['may not be seen', error(403, 'access_denied'), 'VoipNow does not let this app see the call'],
    ['has no views', { body: { id: 'x' } }, 'VoipNow does not tell which side of the call to act on'],
  ])('that %s is left alone', async (_name, reply, words) => {
    const order = makeOrder(site.normalize(await site.readAll()), 'hold', { contact });
    const serve = servePbx();
    site.http.answer((request) => (request.path.endsWith(`${answeredCall.id}/`) ? reply : serve(request)));
    expect((await site.refusalOf(site.send(order))).message).toBe(words);
    expect(puts()).toEqual([]);
  });

  it('whose action is refused says why', async () => {
    expect(await refusalOf('hold', { contact }, () => error(400, 'action_invalid', 'Not answered'))).toBe(
      'VoipNow refused it: “Not answered”',
    );
  });
});

it('an agent who is in no queue is told so', async () => {
  const order = { ...makeOrder(site.normalize(await site.readAll()), 'ready', { agent: ana }), memberships: [] };
  expect((await site.refusalOf(site.send(order))).message).toMatch(/in no queue that Callboard follows/);
});
