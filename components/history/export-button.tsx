'use client';
import { Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '@/components/ui/format';
import { type ExportProgress, exportHistory, type HistoryQuery } from '@/lib/queries/history';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress }
  | { readonly kind: 'done'; readonly progress: ExportProgress }
  | { readonly kind: 'failed' };

interface ExportButtonProps {
  readonly query: HistoryQuery;
}

const megabytes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** The figures shown as a file, queue by queue; how much has come is told, and it can be ended. */
export function ExportButton({ query }: ExportButtonProps) {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    let progress: ExportProgress = { bytes: 0, rows: 0 };
    setState({ kind: 'running', progress });
    try {
      const note = (next: ExportProgress) => {
        progress = next;
        setState({ kind: 'running', progress });
      };
      const file = await exportHistory(query, note, controller.signal);
      save(file, `callboard-${query.from}-${query.to}.csv`);
      setState({ kind: 'done', progress });
    } catch {
      setState(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed' });
    }
  }

  return (
    <div className="flex items-center gap-2">
      {state.kind === 'running' ? (
        <button type="button" onClick={() => running.current?.abort()} className={button}>
          <X aria-hidden size={14} />
          Stop export
        </button>
      ) : (
        <button type="button" onClick={() => void run()} className={button}>
          <Download aria-hidden size={14} />
          Export CSV
        </button>
      )}
      <span role="status" className="text-12 tabular-nums text-dim">
        {wordsFor(state)}
      </span>
    </div>
  );
}

const button = 'flex h-8 shrink-0 items-center gap-1.5 rounded-small border border-line px-2.5 text-13 hover:bg-raised';

function wordsFor(state: State): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'failed':
      return 'The export broke off: try it again.';
    default: {
      const size = `${formatCount(state.progress.rows)} rows, ${megabytes.format(state.progress.bytes / 1e6)} MB`;
      return state.kind === 'done' ? `Saved: ${size}` : size;
    }
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
