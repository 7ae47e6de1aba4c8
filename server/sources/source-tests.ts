import { Refusal } from '@/lib/protocol/refusal';
import type { TestReport, TestStep, TriedSource } from '@/lib/protocol/source-settings';
import type { Audit, AuditEntry } from '@/server/audit/audit';
import type { SourceSetup } from '@/server/polling/poller';
import type { Asker } from './note-edit';
import { type DraftContext, readDraft } from './source-draft';
import type { SourceRepository } from './source-repository';
import { type TestParts, testSource } from './test-source';

interface SourceTestsParts extends DraftContext, TestParts {
  readonly repository: SourceRepository;
  readonly audit: Audit;
}

const mostAtOnce = 4;

/** Tries settings that are not kept, as often as wanted but only a few at once. */
export function createSourceTests(parts: SourceTestsParts) {
  const { repository, audit } = parts;
  let underWay = 0;

  async function test(
    input: TriedSource,
    by: Asker,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<TestStep, TestReport>> {
    const { vendor, settings, secrets, secretsOf } = input;
    const found = secretsOf === null ? null : await repository.get(secretsOf);
    const kept = found?.vendor === vendor ? found : null;
    const draft = { id: kept?.id ?? 'test', name: 'Test', vendor, settings, secrets };
    const { setup } = readDraft(draft, kept, parts);
    if (underWay >= mostAtOnce)
      throw new Refusal('busy', { message: 'Several tests run already: try again when one of them has ended.' });
    return run(setup, kept?.id ?? null, by, signal);
  }

  async function* run(
    setup: SourceSetup,
    target: string | null,
    by: Asker,
    signal: AbortSignal,
  ): AsyncGenerator<TestStep, TestReport> {
    underWay += 1;
    let report: TestReport | null = null;
    try {
      report = yield* testSource(setup, { ...parts, log: parts.log.child({ part: 'source-test' }) }, signal);
      return report;
    } finally {
      underWay -= 1;
      noteTest(setup, target, by, report);
    }
  }

  function noteTest(setup: SourceSetup, target: string | null, by: Asker, report: TestReport | null): void {
    const { kind, accountId, name } = by.principal;
    const place = new URL(setup.vendor.http(setup.settings).baseUrl).origin;
    const failed = report?.steps.find(({ outcome }) => outcome === 'failed');
    const outcome: AuditEntry['outcome'] = report?.ok ? 'done' : 'failed';
    const reason = report ? (failed?.step ?? null) : 'cancelled';
    const actor = { kind, accountId, name };
    const after = { vendor: setup.vendor.id, place, withKeptSecrets: target !== null };
    audit.note({ actor, action: 'source.test', target, outcome, reason, after, address: by.address });
  }

  return { test };
}
