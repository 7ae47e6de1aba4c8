import { describe, expect, it } from 'vitest';
import { type CommandAction, commandNames } from '@/lib/commands/actions';
import { recordSchemas } from '@/lib/floor/records';
import type { Order } from './command';
import { deepFreeze } from './deep-freeze';
import { type Aim, makeOrder } from './make-order';
import type { SiteUnderTest } from './open-site';
import type { Serve, ServedRequest } from './serve-http';
import type { AnyVendor } from './vendor';

/** How a vendor's commands are asked for in the contract suite. */
export interface CommandFixtures {
  /** The good site, which also accepts every command. */
  readonly site: Serve;
  /** One order for each command, on the good site's floor. */
  readonly orders: { readonly [A in CommandAction]?: OrderCase };
  /** Whether a request changes something at the vendor; every one but GET unless told otherwise. */
  isChange?(request: ServedRequest): boolean;
}

export interface OrderCase extends Aim {
  /** Changing requests it takes; 1 unless told otherwise. */
  readonly changes?: number;
}

/** What every command of every driver must do. */
export function describeCommands(
  vendor: AnyVendor<string>,
  fixtures: CommandFixtures | undefined,
  site: () => SiteUnderTest,
): void {
  const actions = commandNames.filter((name) => vendor.commands?.[name]);

  it('can do what it says it can, and says what it can do', () => {
    const { commands, asksFirst } = vendor.capabilities;
    expect([...commands].sort()).toEqual([...actions].sort());
    expect(commands).toEqual(expect.arrayContaining([...asksFirst]));
    expect(Object.keys(fixtures?.orders ?? {}).sort()).toEqual([...actions].sort());
  });

  if (!fixtures) return;
  const cases: readonly (readonly [CommandAction, OrderCase])[] = actions.map((action) => [
    action,
    fixtures.orders[action] ?? {},
  ]);
  describe.each(cases)('command %s', (action, aim) => describeCommand(vendor, fixtures, action, aim, site));
  if (vendor.choices) describe('choices', () => describeChoices(fixtures, cases, site));
}

/** One command on the good site. */
interface Stage {
  site(): SiteUnderTest;
  isChange(request: ServedRequest): boolean;
  /** Requests so far that change something. */
  changes(): number;
  /** The order; from then on changes are answered by `fault`, the rest as usual. */
  ordered(fault?: Serve): Promise<Order>;
}

function describeCommand(
  vendor: AnyVendor<string>,
  fixtures: CommandFixtures,
  action: CommandAction,
  aim: OrderCase,
  site: () => SiteUnderTest,
): void {
  const isChange = fixtures.isChange ?? (({ method }: ServedRequest) => method !== 'GET');
  const changes = () => site().http.requests.filter(isChange).length;
  async function ordered(fault?: Serve): Promise<Order> {
    const order = makeOrder(site().normalize(await site().readAll()), action, aim);
    site().http.answer((request) => (fault && isChange(request) ? fault(request) : fixtures.site(request)));
    return deepFreeze(order);
  }

  it('asks the vendor just once', async () => {
    await site().send(await ordered());
    expect(changes()).toBe(aim.changes ?? 1);
  });

  it('says beforehand what it will call, where it says so', async () => {
    const order = await ordered();
    const lines = await site().calls(order);
    if (!lines) return;
    await site().send(order);
    const said = lines.map((line) => line.split('  ')[0]?.split(' '));
    const sent = site().http.requests.filter(isChange);
    expect(said.map((words) => words?.[0])).toEqual(sent.map(({ method }) => method));
    said.forEach((words, index) => {
      expect(decodeURIComponent(sent[index]?.path ?? '')).toMatch(new RegExp(`${escaped(words?.[1] ?? '')}/?$`));
    });
  });

  it('says, and always the same, what the floor will show', async () => {
    const order = await ordered();
    const expected = vendor.commands?.[action]?.expects(order, site().settings) ?? null;
    expect(vendor.commands?.[action]?.expects(order, site().settings) ?? null).toEqual(expected);
    for (const { kind, id, becomes, what } of expected ?? []) {
      expect(id).toMatch(/^site\/[^/]+$/);
      expect(what).not.toBe('');
      if (becomes !== 'gone') expect(recordSchemas[kind].partial().safeParse(becomes).error?.issues ?? []).toEqual([]);
    }
    expect(changes()).toBe(0);
  });

  describeRefusals({ site, isChange, changes, ordered });
  describeSilence({ site, isChange, changes, ordered });
}

function describeRefusals({ site, changes, ordered }: Stage): void {
  it('refused credentials are auth', async () => {
    const order = await ordered();
    site().http.answer(site().telltale({ status: 401 }));
    expect((await site().vendorErrorOf(site().send(order))).kind).toBe('auth');
  });

  it.each([500, 503])('HTTP %i is no refusal: who knows what was done', async (status) => {
    const order = await ordered(site().telltale({ status }));
    expect(await site().vendorErrorOf(site().send(order))).toMatchObject({ kind: 'bad-response', status });
    expect(changes()).toBe(1);
  });

  it('a web page is not taken for a yes', async () => {
    const page = '<!DOCTYPE html><html><body>OK, please sign in</body></html>';
    const order = await ordered(site().telltale({ headers: { 'content-type': 'text/html' } }, page));
    expect((await site().vendorErrorOf(site().send(order))).kind).toBe('bad-response');
    expect(changes()).toBe(1);
  });

  it('a refusal that repeats what was sent gives nothing away', async () => {
    const order = await ordered(site().telltale({ status: 400 }, 'No: '));
    const thrown = site().send(order);
    await Promise.any([site().refusalOf(thrown), site().editRefusalOf(thrown), site().vendorErrorOf(thrown)]);
    expect(changes()).toBe(1);
  });
}

function describeSilence({ site, isChange, changes, ordered }: Stage): void {
  it('no answer in time is a time-out, and nothing is sent again', async () => {
    const order = await ordered(() => ({ fault: 'hang' }));
    const failure = site().vendorErrorOf(site().send(order));
    await arrival(site(), isChange);
    await site().clock.advance(600_000);
    expect((await failure).kind).toBe('timeout');
    expect(changes()).toBe(1);
  });

  it('stops at once when it is told to', async () => {
    const order = await ordered(() => ({ fault: 'hang' }));
    const outcome = site()
      .send(order)
      .catch((error: unknown) => error);
    await arrival(site(), isChange);
    const reason = new Error('the source was removed');
    site().abort(reason);
    expect(await outcome).toBe(reason);
  });
}

const escaped = (path: string) => decodeURIComponent(path).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Until a request that changes something has arrived. */
async function arrival(site: SiteUnderTest, isChange: (request: ServedRequest) => boolean): Promise<void> {
  while (!site.http.requests.some(isChange)) await site.http.nextRequest();
}

function describeChoices(
  fixtures: CommandFixtures,
  cases: readonly (readonly [CommandAction, OrderCase])[],
  site: () => SiteUnderTest,
): void {
  async function asked(answer: Serve) {
    const floor = site().normalize(await site().readAll());
    const orders = cases.map(([action, aim]) => makeOrder(floor, action, aim));
    const agent = orders.find((order) => order.agent)?.agent;
    if (!agent) throw new Error('No order of the fixtures is aimed at an agent');
    site().http.answer(answer);
    return () => site().choices(agent);
  }

  it('are what the floor has', async () => {
    const choose = await asked(fixtures.site);
    const { pauseReasons, queues, breakLeftMs } = await choose();
    for (const reason of pauseReasons)
      expect([typeof reason.code, reason.label]).toEqual(['string', expect.any(String)]);
    for (const { queueId } of queues ?? []) expect(queueId).toMatch(/^site\/[^/]+$/);
    expect(breakLeftMs === null || breakLeftMs >= 0).toBe(true);
  });

  it('refused credentials are auth', async () => {
    const choose = await asked(site().telltale({ status: 401 }));
    expect((await site().vendorErrorOf(choose())).kind).toBe('auth');
  });

  it('a web page is bad-response', async () => {
    const choose = await asked(site().telltale({}, '<html>Please sign in</html>'));
    expect((await site().vendorErrorOf(choose())).kind).toBe('bad-response');
  });

  it('stop at once when they are told to', async () => {
    const choose = await asked(() => ({ fault: 'hang' }));
    const arrived = site().http.nextRequest();
    const outcome = choose().catch((error: unknown) => error);
    await arrived;
    const reason = new Error('the source was removed');
    site().abort(reason);
    expect(await outcome).toBe(reason);
  });
}
