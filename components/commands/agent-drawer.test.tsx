// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AgentsPage } from '@/components/agents/agents-page';
import { QueuesPage } from '@/components/queues/queues-page';
import { giveRoom, type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { ShellFrame } from '@/components/shell/shell-frame';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { makeRecord } from '@/lib/floor/make-record';
import { type CommandServer, serveCommands } from './fixtures/command-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));
vi.mock('@/lib/vendors/vendor-label', () => import('./fixtures/vendors'));

let server: CommandServer;
beforeEach(() => {
  giveRoom();
  server = serveCommands();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sites = [
  { id: 'milan', name: 'Milan', vendor: 'queuemetrics' },
  { id: 'lucca', name: 'Lucca', vendor: 'imagicle' },
  { id: 'novosibirsk', name: 'Novosibirsk', vendor: 'ringme' },
];
const anna = makeRecord('agents', { id: 'milan/1', name: 'Anna Rossi', readiness: 'ready', state: 'busy' });
const livia = makeRecord('agents', { id: 'lucca/1', sourceId: 'lucca', name: 'Livia', readiness: 'ready' });
const boris = makeRecord('agents', { id: 'novosibirsk/1', sourceId: 'novosibirsk', name: 'Boris' });
const call = makeRecord('contacts', {
  ...{ id: 'milan/c1', agentId: anna.id, queueId: 'milan/q1', state: 'talking', caller: '0521 123' },
  answeredAt: stillNow - 65_000,
});
const records = {
  agents: [anna, livia, boris],
  queues: [
    makeRecord('queues', { id: 'milan/q1', name: 'Billing' }),
    makeRecord('queues', { id: 'milan/q2', name: 'Sales' }),
    makeRecord('queues', { id: 'milan/9', name: 'Night desk' }),
    makeRecord('queues', {
      ...{ id: 'lucca/q', sourceId: 'lucca', name: 'Fax & co' },
      ...{ loginDialCode: '*45*7', logoutDialCode: '#45*7' },
    }),
  ],
  memberships: [
    makeRecord('memberships', { id: 'm1', agentId: anna.id, queueId: 'milan/q1', serving: true }),
    makeRecord('memberships', { id: 'm2', agentId: anna.id, queueId: 'milan/q2', serving: false, canChange: false }),
    makeRecord('memberships', { id: 'm3', sourceId: 'lucca', agentId: livia.id, queueId: 'lucca/q', serving: true }),
  ],
  contacts: [call],
};

function show(id: string, { role = 'lead', ...opening }: Opening = {}, page = <AgentsPage />) {
  return openConsole(<ShellFrame viewer={{ name: 'Ada', role }}>{page}</ShellFrame>, {
    ...{ sites, records, role, url: `/agents?open=${encodeURIComponent(id)}` },
    ...opening,
  });
}

const drawer = () => within(screen.getByRole('complementary'));
const dialog = () => within(screen.getByRole('dialog'));
const button = (name: string | RegExp) => drawer().getByRole('button', { name });

async function pick(action: string) {
  const menu = drawer().getByRole('button', { name: /^Actions for the call/ });
  fireEvent.keyDown(menu, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: action }));
}

describe('the state of an agent', () => {
  test('is asked for with reason, note and after the contact', async () => {
    show(anna.id);
    expect(drawer().queryByRole('button', { name: 'Ready' })).toBeNull();
    const reason = drawer().getByRole('combobox', { name: 'Reason of a pause' });
    await waitFor(() => expect(within(reason).getAllByRole('option')).toHaveLength(3));
    fireEvent.change(reason, { target: { value: 'milan-Lunch' } });
    fireEvent.change(drawer().getByRole('textbox', { name: 'Note to the agent' }), { target: { value: ' Rest ' } });
    fireEvent.click(drawer().getByRole('checkbox', { name: 'after this contact' }));
    fireEvent.click(button('Pause'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]).toMatchObject({
      holdMs: 0,
      orders: [
        {
          ...{ action: 'pause', targetId: anna.id, fields: { reason: 'milan-Lunch' } },
          ...{ when: 'after-contact', note: 'Rest' },
        },
      ],
    });
  });

  test('is not asked for without a reason of a vendor that wants one', async () => {
    server.needsReason = true;
    show(anna.id);
    const reason = drawer().getByRole('combobox', { name: 'Reason of a pause' });
    await waitFor(() => expect(within(reason).getByText('Choose a reason')).toBeTruthy());
    fireEvent.click(button('Pause'));
    expect(drawer().getByText('This system pauses with a reason only.')).toBeTruthy();
    fireEvent.change(reason, { target: { value: 'milan-Training' } });
    fireEvent.click(button('Pause'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toMatchObject([{ fields: { reason: 'milan-Training' } }]);
  });

  test('a refusal is said in words and stays until something else is asked', async () => {
    show(anna.id);
    server.refuse.set(anna.id, 'Milan does not answer.');
    fireEvent.click(button('Log out'));
    await waitFor(() => expect(drawer().getByText('refused: Milan does not answer.', { exact: false })).toBeTruthy());
    server.refuse.clear();
    fireEvent.click(button('Log out'));
    await waitFor(() => expect(drawer().queryByText('refused:', { exact: false })).toBeNull());
  });

  test('what becomes of it is told, who asked and with which note', () => {
    const intent = makeRecord('intents', {
      ...{ id: 'callboard/i1', targetId: anna.id, action: 'pause', wanted: 'Lunch', by: 'Bert', note: 'Eat <b>' },
      heldUntil: stillNow + 8000,
    });
    const page = show(anna.id, { records: { ...records, intents: [intent] } });
    expect(drawer().getByText('sent in 8 s', { exact: false })).toBeTruthy();
    expect(drawer().getByText('“Eat <b>”')).toBeTruthy();
    fireEvent.click(button('Take back'));
    page.change({
      patch: {
        intents: { [intent.id]: { status: 'drifted', heldUntil: null, endedAt: stillNow, reason: 'By phone' } },
      },
    });
    expect(drawer().getByText('changed elsewhere: By phone', { exact: false })).toBeTruthy();
    expect(drawer().queryByRole('button', { name: 'Take back' })).toBeNull();
  });

  test('one that waits for a contact can be taken back, and then reads as no failure', () => {
    const intent = makeRecord('intents', {
      ...{ id: 'callboard/i1', targetId: anna.id, action: 'logout', waitsForContact: true },
    });
    const page = show(anna.id, { records: { ...records, intents: [intent] } });
    expect(drawer().getByText('waits for the end of the contact', { exact: false })).toBeTruthy();
    fireEvent.click(button('Take back'));
    const takenBack = { status: 'withdrawn', waitsForContact: false, reason: 'Taken back by Ada' } as const;
    page.change({ patch: { intents: { [intent.id]: { ...takenBack, endedAt: stillNow } } } });
    expect(drawer().getByText('not sent: Taken back by Ada', { exact: false })).toBeTruthy();
    expect(drawer().queryByRole('button', { name: 'Take back' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Asked for of late: 1 taken back' })).toBeTruthy();
  });

  test('where the vendor can nothing there are no buttons, and it says where the agent can', () => {
    show(boris.id);
    expect(drawer().getByText('Agents dial *51 at NoVendor.')).toBeTruthy();
    expect(
      drawer()
        .getAllByRole('button')
        .map((one) => one.getAttribute('aria-label')),
    ).toEqual(['Close details']);
  });

  test.each(['viewer', 'agent'] as const)('nothing is offered to a %s, and nothing is asked of the server', (role) => {
    show(anna.id, { role });
    expect(
      drawer()
        .getAllByRole('button')
        .map((one) => one.getAttribute('aria-label')),
    ).toEqual(['Close details']);
    expect(server.asked).toEqual([]);
  });

  test('whom the vendor does not let us manage is not offered anything', () => {
    show(anna.id, { records: { ...records, agents: [{ ...anna, canManage: false }] } });
    expect(drawer().queryByRole('button', { name: 'Pause' })).toBeNull();
    expect(drawer().queryByRole('button', { name: 'Leave Billing' })).toBeNull();
  });
});

describe('queues of an agent', () => {
  test('are left with a press; one that must not be changed has no button', async () => {
    show(anna.id);
    expect(drawer().queryByRole('button', { name: /Sales/ })).toBeNull();
    fireEvent.click(button('Leave Billing'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toEqual([{ action: 'leave', targetId: anna.id, fields: { queue: 'milan/q1' } }]);
  });

  test('one that was never served can be joined where the vendor tells of it', async () => {
    show(anna.id);
    const other = await drawer().findByRole('combobox', { name: 'Another queue' });
    fireEvent.change(other, { target: { value: 'milan/9' } });
    fireEvent.click(button('Join Night desk'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toMatchObject([{ action: 'join', fields: { queue: 'milan/9' } }]);
  });

  test('where it changes the configuration it is asked twice; dial codes are links', async () => {
    show(livia.id);
    expect(drawer().getByRole('link', { name: '*45*7' }).getAttribute('href')).toBe('tel:*45*7');
    expect(drawer().getByRole('link', { name: '#45*7' }).getAttribute('href')).toBe('tel:%2345*7');
    fireEvent.click(button('Leave Fax & co'));
    expect(dialog().getByText('changes the configuration of Lucca', { exact: false })).toBeTruthy();
    fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
    expect(server.sent).toEqual([]);
    fireEvent.click(button('Leave Fax & co'));
    fireEvent.click(dialog().getByRole('button', { name: 'Leave Fax & co' }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a contact', () => {
  test('is hung up only after it was said what will happen', async () => {
    show(anna.id);
    await pick('Hang up…');
    expect(dialog().getByText('Ends the call of 0521 123 with Anna Rossi at once', { exact: false })).toBeTruthy();
    expect(server.sent).toEqual([]);
    fireEvent.click(dialog().getByRole('button', { name: 'Hang up' }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toEqual([{ action: 'hang-up', targetId: call.id, fields: {} }]);
  });

  test('is listened to on the reader’s own extension, asked for where there is none', async () => {
    server.extension = null;
    show(anna.id);
    await pick('Listen…');
    const extension = dialog().getByRole<HTMLInputElement>('textbox', { name: 'Your extension' });
    await waitFor(() => expect(dialog().getByText(/Your account has none/)).toBeTruthy());
    fireEvent.click(dialog().getByRole('button', { name: 'Listen' }));
    expect(server.sent).toEqual([]);
    fireEvent.change(extension, { target: { value: '305' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Listen' }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toMatchObject([{ action: 'listen', fields: { extension: '305' } }]);
  });

  test('the extension of the account is there already', async () => {
    show(anna.id);
    await pick('Whisper…');
    await waitFor(() => expect(dialog().getByDisplayValue('201')).toBeTruthy());
  });

  test('one that ends while it is asked about is not asked', async () => {
    const page = show(anna.id);
    await pick('Transfer…');
    fireEvent.change(dialog().getByRole('textbox', { name: 'To' }), { target: { value: '400' } });
    page.change({ drop: { contacts: [call.id] } });
    expect(dialog().getByRole('alert').textContent).toContain('not on the floor any more');
    fireEvent.click(dialog().getByRole('button', { name: 'Transfer' }));
    expect(server.sent).toEqual([]);
  });

  test('left by Escape it gives the focus back to the menu it came from', async () => {
    show(anna.id);
    const menu = drawer().getByRole('button', { name: /^Actions for the call/ });
    act(() => menu.focus());
    await pick('Transfer…');
    await waitFor(() => expect(document.activeElement).toBe(dialog().getByRole('textbox', { name: 'To' })));
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(menu));
  });

  test('whose place is gone meanwhile gives the focus to the page', async () => {
    const page = show(anna.id);
    act(() =>
      drawer()
        .getByRole('button', { name: /^Actions for the call/ })
        .focus(),
    );
    await pick('Hang up…');
    page.change({ drop: { contacts: [call.id] } });
    fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  test('a refusal stays in the dialog, in words', async () => {
    server.refuse.set(call.id, 'The call has ended.');
    show(anna.id);
    await pick('Hang up…');
    fireEvent.click(dialog().getByRole('button', { name: 'Hang up' }));
    await waitFor(() => expect(dialog().getByRole('alert').textContent).toBe('The call has ended.'));
  });

  test('what is not grave is asked at once', async () => {
    show(anna.id);
    await pick('Hold');
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a queue', () => {
  const openQueue = (role: Opening['role'] = 'lead') =>
    show('', { role, url: '/queues?open=milan%2Fq1' }, <QueuesPage />);

  test('everyone in it is sent a message', async () => {
    openQueue();
    fireEvent.click(button('Message everyone in the queue'));
    fireEvent.click(dialog().getByRole('button', { name: 'Send' }));
    expect(server.sent).toEqual([]);
    fireEvent.change(dialog().getByRole('textbox', { name: 'Text' }), { target: { value: 'Help <Billing>' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]?.orders).toEqual([
      { action: 'message-queue', targetId: 'milan/q1', fields: { text: 'Help <Billing>' } },
    ]);
  });

  test('its contacts have the same actions; a viewer has none of it', () => {
    openQueue();
    expect(button(/^Actions for the call/)).toBeTruthy();
    cleanup();
    openQueue('viewer');
    expect(drawer().queryByRole('button', { name: /^Actions for/ })).toBeNull();
    expect(drawer().queryByRole('button', { name: /Message/ })).toBeNull();
  });
});

describe('at a glance', () => {
  const asked = makeRecord('intents', { id: 'callboard/i1', targetId: anna.id, status: 'accepted', by: 'Bert' });
  const refused = makeRecord('intents', {
    ...{ id: 'callboard/i2', targetId: livia.id, sourceId: 'lucca', action: 'logout', status: 'failed' },
    ...{ reason: 'Lucca said no', timesOutAt: stillNow, endedAt: stillNow, by: 'Bert' },
  });

  test('the top bar counts, and tells of each with a way to it', () => {
    show('', { url: '/agents', records: { ...records, intents: [asked, refused] } });
    const glance = screen.getByRole('button', { name: 'Asked for of late: 1 asked, 1 failed' });
    fireEvent.click(glance);
    const list = within(screen.getByRole('dialog', { name: 'Asked for of late' }));
    expect(list.getByRole('link', { name: 'Livia' }).getAttribute('href')).toBe('/agents?open=lucca%2F1');
    expect(list.getByText('refused: Lucca said no', { exact: false })).toBeTruthy();
  });

  test('it is quiet while nothing is asked, and for those who may not ask', () => {
    const page = show('', { url: '/agents' });
    expect(screen.queryByRole('button', { name: /Asked for of late/ })).toBeNull();
    page.change({ put: { intents: [asked] } });
    expect(screen.getByRole('button', { name: /Asked for of late/ })).toBeTruthy();
    cleanup();
    show('', { url: '/agents', role: 'viewer', records: { ...records, intents: [asked] } });
    expect(screen.queryByRole('button', { name: /Asked for of late/ })).toBeNull();
  });

  test('what came of one’s own is said to readers of screens, of others’ nothing', async () => {
    const page = show(anna.id, { records: { ...records, intents: [refused] } });
    const said = () => screen.getAllByRole('status').map((one) => one.textContent);
    page.pass(5000);
    expect(said().join()).not.toContain('Lucca said no');
    fireEvent.click(button('Log out'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    await act(async () => {});
    page.change({
      put: { intents: [{ ...refused, id: 'callboard/i1', targetId: anna.id, reason: 'Milan said no' }] },
    });
    page.pass(5000);
    expect(said()).toContain('Anna Rossi: Log out: refused: Milan said no');
  });

  test('what was taken back is not said to be done', async () => {
    const page = show(anna.id);
    fireEvent.click(button('Log out'));
    await waitFor(() => expect(server.sent).toHaveLength(1));
    await act(async () => {});
    const fields = { id: 'callboard/i1', targetId: anna.id, action: 'logout', status: 'withdrawn' } as const;
    page.change({ put: { intents: [makeRecord('intents', { ...fields, endedAt: stillNow })] } });
    page.pass(5000);
    expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain('1 not sent');
  });
});
