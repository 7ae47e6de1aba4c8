import type { NextAuthOptions } from 'next-auth';
import type { FloorRecords } from '@/lib/floor/floor';
import type { EpochMs } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { OwnDayReply } from '@/lib/protocol/api/me-api';
import type { Cursor } from '@/lib/protocol/cursor';
import type { Purpose } from '@/lib/protocol/messages';
import type { HealthReport, TrendReport } from '@/lib/protocol/reports';
import type { AuditDesk } from './audit/open-audit';
import type { Accounts } from './auth/open-accounts';
import type { BorrowDesk } from './borrows/borrow-desk';
import type { CommandDesk } from './commands/command-desk';
import type { EditingDesk } from './editing/editing-desk';
import type { HistoryDesk } from './history/query/history-desk';
import type { PeopleDesk } from './people/people-desk';
import type { SourceDesk } from './sources/source-desk';

/** What a route handler or page may ask of the running server. */
export interface Runtime {
  /** next-auth's options for a request from this address. */
  authOptions(address: string | null): NextAuthOptions;
  /** Who sent these headers (a session's cookie, or an API token); null when nobody we know. */
  authenticate(headers: { get(name: string): string | null }): Promise<Principal | null>;
  readonly accounts: Accounts;
  /** The floor as this person may see it (rules V1–V3); refuses a purpose that is not theirs. */
  floorFor(principal: Principal, purpose: Purpose): Cursor & { readonly at: EpochMs } & FloorRecords;
  health(): HealthReport;
  readonly sourceDesk: SourceDesk;
  /** Of the queues this person may see. */
  trends(principal: Principal): TrendReport;
  readonly history: HistoryDesk;
  /** Of this person’s own agents and nobody else. */
  ownDay(principal: Principal): OwnDayReply;
  readonly audit: AuditDesk;
  readonly people: PeopleDesk;
  readonly commands: CommandDesk;
  readonly borrows: BorrowDesk;
  /** Records at vendors that are seen and changed. */
  readonly editing: EditingDesk;
  /** Prometheus text. */
  metrics(): Promise<string>;
  /** Something of ours failed while an endpoint was served; written to the log. */
  noteBug(error: unknown, where: string): void;
}

const key = Symbol.for('callboard.runtime');

/** Fills the handle; called once by `server/index.ts` before listening (rule S2). */
export function setRuntime(runtime: Runtime): void {
  (globalThis as Record<symbol, unknown>)[key] = runtime;
}

/** The running server; read it lazily, inside a request: `next build` imports route modules without one. */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Record<symbol, unknown>)[key] as Runtime | undefined;
  if (!runtime) throw new Error('Callboard is not running in this process: start it with "npm start" or "npm run dev"');
  return runtime;
}
