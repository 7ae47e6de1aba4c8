'use client';
import { useEffect, useRef, useState } from 'react';
import { saveWords } from '@/components/form/save-words';
import { Button } from '@/components/ui/button';
import { SeverityMark, type SeverityMarkKind } from '@/components/ui/severity-mark';
import type { FieldProblem } from '@/lib/protocol/reply';
import type { TestReport, TestStep, TestStepName, TriedSource } from '@/lib/protocol/source-settings';
import { ApiError } from '@/lib/queries/call-api';
import { runSourceTest } from '@/lib/queries/run-source-test';

interface TestPanelProps {
  /** What the form holds now. */
  readonly body: () => TriedSource;
  /** Fields that are wrong are told in the form. */
  readonly onProblems: (problems: readonly FieldProblem[]) => void;
}

interface Trial {
  readonly steps: readonly TestStep[];
  readonly report: TestReport | null;
  /** Why it came to no end; empty while it runs or when it has. */
  readonly problem: string;
  readonly isRunning: boolean;
}

const fresh: Trial = { steps: [], report: null, problem: '', isRunning: false };

/** Has the settings tried before anything is saved, and shows what came back step by step. */
export function TestPanel({ body, onProblems }: TestPanelProps) {
  const [trial, setTrial] = useState<Trial>(fresh);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function begin(): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    setTrial({ ...fresh, isRunning: true });
    onProblems([]);
    try {
      const onStep = (step: TestStep) => setTrial((before) => ({ ...before, steps: put(before.steps, step) }));
      const report = await runSourceTest(body(), onStep, controller.signal);
      setTrial({ ...fresh, steps: report.steps, report });
    } catch (error) {
      if (error instanceof ApiError && error.problems.length > 0) onProblems(error.problems);
      const problem = controller.signal.aborted ? 'The test was cancelled.' : saveWords(error, 'tested');
      setTrial((before) => ({ ...before, isRunning: false, problem }));
    }
  }

  return (
    <section aria-labelledby="test-title" className="rounded-panel border border-line bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-3">
        <h2 id="test-title" className="text-16 font-semibold">
          Test
        </h2>
        {trial.isRunning ? (
          <Button onClick={() => stop.current?.abort()}>Cancel the test</Button>
        ) : (
          <Button onClick={() => void begin()}>Test these settings</Button>
        )}
      </header>
      <div className="px-4 py-3 text-14">
        {trial.steps.length === 0 && !trial.isRunning && trial.problem === '' ? (
          <p className="text-dim">
            The system is asked with what the form holds now. Nothing is saved, and nothing of it is shown on a wall.
          </p>
        ) : null}
        <ol className="flex flex-col gap-2">
          {trial.steps.map((step) => (
            <Step key={step.step} step={step} />
          ))}
        </ol>
        <p role="status" className="mt-2 font-medium empty:hidden">
          {summaryOf(trial)}
        </p>
      </div>
    </section>
  );
}

/** A step that has ended takes the place of its beginning. */
function put(steps: readonly TestStep[], step: TestStep): readonly TestStep[] {
  const others = steps.filter((one) => one.step !== step.step);
  return [...others, step];
}

function summaryOf({ report, problem, isRunning }: Trial): string {
  if (isRunning) return 'Testing…';
  if (!report) return problem;
  const seconds = Math.max(0.1, report.durationMs / 1000).toFixed(1);
  return report.ok ? `All is well, in ${seconds} s.` : `It does not work yet, after ${seconds} s.`;
}

const stepWords: Readonly<Record<TestStepName, string>> = {
  address: 'Address',
  connection: 'Connection',
  credentials: 'Credentials',
  live: 'What goes on now',
  today: 'Today’s counts',
  names: 'Names',
  clock: 'Its clock',
};

const marks: Readonly<Record<TestStep['outcome'], SeverityMarkKind>> = {
  running: 'unknown',
  ok: 'ok',
  failed: 'critical',
  skipped: 'unknown',
};

const outcomeWords: Readonly<Record<TestStep['outcome'], string>> = {
  running: 'under way',
  ok: 'well',
  failed: 'failed',
  skipped: 'left out',
};

function Step({ step: { step, outcome, words, durationMs } }: { readonly step: TestStep }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
      <span className="pt-0.5">
        <SeverityMark kind={marks[outcome]} size={14} decorative />
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{stepWords[step]}</span>
          <span className="text-12 text-dim">{outcomeWords[outcome]}</span>
          <span className="ml-auto text-12 tabular-nums text-dim">
            {durationMs === null ? '' : `${Math.round(durationMs)} ms`}
          </span>
        </p>
        <p className="text-13 wrap-anywhere text-dim">{words}</p>
      </div>
    </li>
  );
}
