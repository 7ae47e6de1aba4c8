'use client';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { ApiError } from '@/lib/queries/call-api';
import { type DownloadProgress, download } from '@/lib/queries/download';
import { formatCount } from './format';
import { saveFile } from './save-file';

export interface ExportFile {
  readonly label: string;
  readonly path: string;
  readonly filename: string;
}

type State =
  | { readonly step: 'idle' | 'cancelled' | 'failed' | 'refused' }
  | { readonly step: 'done'; readonly lines: number }
  | ({ readonly step: 'running' } & DownloadProgress);

/** One button per form of the file; while it is made one sees how far it is and may stop it. */
export function ExportButtons({ files }: { readonly files: readonly ExportFile[] }) {
  const [state, setState] = useState<State>({ step: 'idle' });
  const stop = useRef<AbortController | null>(null);

  async function run({ path, filename }: ExportFile) {
    const controller = new AbortController();
    stop.current = controller;
    let lines = 0;
    setState({ step: 'running', lines, total: null });
    try {
      const onProgress = (progress: DownloadProgress) => {
        lines = progress.lines;
        setState({ step: 'running', ...progress });
      };
      saveFile(await download(path, { signal: controller.signal, onProgress }), filename);
      setState({ step: 'done', lines });
    } catch (error) {
      const refused = error instanceof ApiError && error.status === 403;
      setState({ step: controller.signal.aborted ? 'cancelled' : refused ? 'refused' : 'failed' });
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {state.step === 'running' ? (
        <Running progress={state} onStop={() => stop.current?.abort()} />
      ) : (
        files.map((file) => (
          <button
            key={file.filename}
            type="button"
            onClick={() => void run(file)}
            className="flex h-8 items-center gap-1.5 rounded-small border border-line px-2.5 text-13 hover:bg-raised"
          >
            <Download aria-hidden size={14} />
            {file.label}
          </button>
        ))
      )}
      <p role="status" className="text-13 text-dim empty:hidden">
        {wordsFor(state)}
      </p>
    </div>
  );
}

function Running({ progress, onStop }: { readonly progress: DownloadProgress; readonly onStop: () => void }) {
  const { lines, total } = progress;
  return (
    <>
      <progress
        aria-label="Export"
        className="h-2 w-32 accent-focus"
        {...(total === null ? {} : { max: Math.max(1, total), value: Math.min(lines, total) })}
      />
      <span className="text-13 tabular-nums text-dim">
        {formatCount(lines)}
        {total === null ? '' : ` of ${formatCount(total)}`}
      </span>
      <button
        type="button"
        onClick={onStop}
        className="h-8 rounded-small border border-line px-2.5 text-13 hover:bg-raised"
      >
        Stop
      </button>
    </>
  );
}

function wordsFor(state: State): string {
  switch (state.step) {
    case 'cancelled':
      return 'Stopped; nothing was saved.';
    case 'failed':
      return 'The export broke off; nothing was saved. Try it again.';
    case 'refused':
      return 'Your role may not export this.';
    case 'done':
      return 'Saved.';
    default:
      return '';
  }
}
