import { formatClock } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { ConnectionState } from '@/lib/live/connection';
import { fitStrip } from './source-strip-fit';
import { type SourceView, sourceWords } from './source-view';
import type { WallGrid } from './wall-layout';

interface SourceStripProps {
  sources: readonly SourceView[];
  connection: ConnectionState;
  layout: WallGrid;
  /** `6 of 18 shown, worst first`, and what else there is to say of the picture itself. */
  note: string | null;
}

const letterEm = 0.46;
const paddingEm = 0.7;

/** Who says all this, and how old it is; or that we ourselves are cut off, which is another thing. */
export function SourceStrip({ sources, connection, layout, note }: SourceStripProps) {
  const cut = connectionWords(connection);
  const noteEm = note === null ? 0 : note.length * letterEm + 0.7;
  const frame = layout.tiles.columns * (layout.tiles.tileWidth + layout.gapPx) + (layout.panelWidth ?? 0);
  return (
    <footer
      className="flex items-center justify-between gap-[0.7em] whitespace-nowrap px-[0.35em] leading-none"
      style={{ height: layout.stripHeight }}
    >
      {cut === null ? (
        <Sources sources={sources} roomEm={frame / layout.textPx - noteEm - paddingEm} />
      ) : (
        <p role="status" className="flex items-center gap-[0.4em] font-semibold">
          <SeverityMark kind="stale" size="0.9em" decorative />
          {cut}
        </p>
      )}
      {note !== null && <p className="text-dim">{note}</p>}
    </footer>
  );
}

/** What to say of our own line; null while it is well. */
export function connectionWords(connection: ConnectionState): string | null {
  switch (connection.status) {
    case 'live':
      return null;
    case 'connecting':
      return 'Connecting';
    case 'offline':
      return `Not connected since ${formatClock(connection.since)}, retrying`;
    case 'refused':
      return connection.code === 'not-signed-in' ? 'Signed out: sign in again' : 'Not allowed to see this wall';
  }
}

function Sources({ sources, roomEm }: { sources: readonly SourceView[]; roomEm: number }) {
  const entries = sources.map((view) => ({
    name: view.source.name,
    words: sourceWords(view),
    isTroubled: view.mark !== 'ok',
  }));
  const { levels, hidden } = fitStrip(entries, roomEm);
  return (
    <ul aria-label="Sources" className="flex min-w-0 items-center gap-[0.75em]">
      {sources.map((view, index) => {
        const { source } = view;
        const level = levels[index] ?? 'hidden';
        if (level === 'hidden') return null;
        return (
          <li key={source.id} title={source.problem ?? undefined} className="flex min-w-0 items-center gap-[0.35em]">
            <SeverityMark kind={view.mark} size="0.7em" />
            <span className="font-medium">{source.name}</span>
            {level === 'full' && <span className="truncate py-[0.2em] text-dim">{entries[index]?.words}</span>}
          </li>
        );
      })}
      {hidden > 0 && <li className="text-dim">{`+ ${hidden} more`}</li>}
    </ul>
  );
}
