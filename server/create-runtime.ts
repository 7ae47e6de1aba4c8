import type { Principal } from '@/lib/principal';
import type { Purpose } from '@/lib/protocol/messages';
import { Refusal } from '@/lib/protocol/refusal';
import type { TrendReport } from '@/lib/protocol/reports';
import type { Authenticator } from './auth/authenticate';
import type { FloorKeeper } from './floor/floor-keeper';
import type { Trends } from './floor/trends';
import type { History } from './history/open-history';
import { healthReport } from './observe/health';
import type { Metrics } from './observe/metrics';
import type { PeopleBook } from './people/people-book';
import type { Attention } from './polling/attention';
import type { Log } from './ports';
import { authorize } from './push/authorize';
import { createViewFilter, type ViewFilter } from './push/view-filter';
import type { View } from './push/views';
import type { Runtime } from './runtime';
import type { StoreHealth } from './store/store-health';

interface RuntimeParts
  extends Pick<
    Runtime,
    'authOptions' | 'accounts' | 'audit' | 'history' | 'people' | 'commands' | 'borrows' | 'sourceDesk' | 'editing'
  > {
  readonly authenticator: Authenticator;
  readonly keeper: FloorKeeper;
  readonly book: Pick<PeopleBook, 'withOwn'>;
  readonly trends: Trends;
  readonly recorder: Pick<History, 'agentDay'>;
  readonly metrics: Metrics;
  readonly storeHealth: StoreHealth;
  readonly attention: Attention;
  readonly version: string;
  readonly log: Log;
}

/** What pages and route handlers may ask, over the parts of the running server. */
export function createRuntime({ keeper, book, attention, ...parts }: RuntimeParts): Runtime {
  const { authOptions, accounts, audit, history, people, commands, borrows, sourceDesk, editing } = parts;
  const viewOf = (principal: Principal, purpose: Purpose) =>
    openView(keeper, authorize(principal, purpose, book.withOwn), purpose);
  return {
    authOptions,
    accounts,
    audit,
    history,
    people,
    commands,
    borrows,
    sourceDesk,
    editing,
    authenticate: parts.authenticator.authenticate,
    floorFor(principal, purpose) {
      attention.glance();
      const { records } = viewOf(principal, purpose);
      return { ...keeper.cursor(), at: keeper.pulse().at, ...records() };
    },
    health() {
      const { version, storeHealth } = parts;
      const [details, isReady] = [sourceDesk.list(), sourceDesk.isReady()];
      return healthReport({ feed: keeper, isReady, details, version, store: storeHealth.report() });
    },
    trends(principal) {
      const report = parts.trends.report();
      return principal.scope === 'all' ? report : trendsIn(report, viewOf(principal, 'wall'));
    },
    ownDay({ agentIds }) {
      const days = book.withOwn(agentIds).flatMap((agentId) => {
        const day = parts.recorder.agentDay(agentId);
        return day ? [{ agentId, ...day }] : [];
      });
      return { at: keeper.pulse().at, agents: days };
    },
    metrics: () => parts.metrics.text(),
    noteBug: (error, where) => parts.log.error({ err: error, where }, 'An endpoint failed'),
  };
}

function openView(keeper: FloorKeeper, view: View | null, purpose: Purpose): ViewFilter {
  if (!view) throw new Refusal('not-allowed', { message: `Your role does not see the floor for "${purpose}".` });
  return createViewFilter(view, keeper.floor);
}

function trendsIn(report: TrendReport, view: ViewFilter): TrendReport {
  const queues = view.records().queues.flatMap(({ id }) => {
    const points = report.queues[id];
    return points ? [[id, points] as const] : [];
  });
  return { ...report, queues: Object.fromEntries(queues) };
}
