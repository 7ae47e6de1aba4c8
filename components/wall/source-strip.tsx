import { formatClock } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import { sourceWords } from '@/components/ui/source-words';
import type { ConnectionState } from '@/lib/live/connection';
import { fitStrip, type StripEntry, type StripFit, stripWords } from './source-strip-fit';
import type { SourceView } from './source-view';
import type { WallGrid } from './wall-layout';

interface SourceStripProps {
  sources: readonly SourceView[];
  connection: ConnectionState;
  layout: WallGrid;
  /** What else there is to say of the picture itself, long and short; may be empty. */
  note: { readonly long: string; readonly short: string };
}

const letterEm = 0.46;
const paddingEm = 1.4;

/** Who says all this, and how old it is; or that we ourselves are cut off, which is another thing. */
export function SourceStrip({ sources, connection, layout, note }: SourceStripProps) {
  const cut = connectionWords(connection);
  const entries = sources.map(entryOf);
  const roomBeside = (words: string) => layout.frameWidth / layout.textPx - paddingEm - words.length * letterEm;
  const wide = fitStrip(entries, roomBeside(note.long));
  const isWide = wide.levels.every((level) => level === 'full');
  const fit = isWide ? wide : fitStrip(entries, roomBeside(note.short));
  return (
    <footer
      className="flex items-center justify-between gap-[0.7em] whitespace-nowrap px-[0.35em] leading-none"
      style={{ height: layout.stripHeight }}
    >
      {cut === null ? (
        <Sources sources={sources} entries={entries} fit={fit} />
      ) : (
        <p role="status" className="flex items-center gap-[0.4em] font-semibold">
          <SeverityMark kind="stale" size="0.9em" decorative />
          {cut}
        </p>
      )}
      <p className="text-dim">{isWide ? note.long : note.short}</p>
    </footer>
  );
}

function entryOf(view: SourceView): StripEntry {
  const isLost = view.source.link === 'needs-attention';
  const words = sourceWords(view.source, view.live);
  return {
    name: view.source.name,
    words,
    shortWords: isLost ? 'needs attention' : words,
    isTroubled: view.mark !== 'ok',
  };
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

interface SourcesProps {
  sources: readonly SourceView[];
  entries: readonly StripEntry[];
  fit: StripFit;
}

function Sources({ sources, entries, fit }: SourcesProps) {
  return (
    <ul aria-label="Sources" className="flex min-w-0 items-center gap-[0.75em]">
      {sources.map(({ source, mark }, index) => {
        const entry = entries[index];
        const level = fit.levels[index] ?? 'hidden';
        if (entry === undefined || level === 'hidden') return null;
        return (
          <li key={source.id} title={source.problem ?? undefined} className="flex min-w-0 items-center gap-[0.35em]">
            <SeverityMark kind={mark} size="0.7em" />
            <span className="font-medium">{source.name}</span>
            {level !== 'name' && <span className="truncate py-[0.2em] text-dim">{stripWords(entry, level)}</span>}
          </li>
        );
      })}
      {fit.hidden > 0 && (
        <li className="text-dim">{fit.hidden < sources.length ? `+ ${fit.hidden}` : `${fit.hidden} sources`}</li>
      )}
    </ul>
  );
}
