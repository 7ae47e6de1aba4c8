import { Figure } from '@/components/ui/figure';
import type { FigureValue } from '@/components/ui/figure-value';
import { SeverityMark, type SeverityMarkKind, severityLabel } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import { sourceWords } from '@/components/ui/source-words';
import { toneOf } from './hero-figure';
import { connectionWords } from './source-strip';
import type { TileView } from './tile-view';
import type { WallView } from './use-wall-view';
import { noticeFor } from './wall-notice';

/** The wall in a pocket: what needs somebody first, in one column that scrolls. */
export function WallList({ view }: { view: WallView }) {
  const { hero, sources, connection } = view;
  const tiles = view.tiles(view.queueCount);
  const cut = connectionWords(connection);
  const notice = view.hasPicture && tiles.length === 0 ? noticeFor(sources) : null;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4 p-4 text-16">
      {cut !== null && (
        <p
          role="status"
          className="hatch flex items-center gap-2 rounded-panel border border-line px-3 py-2 font-semibold"
        >
          <SeverityMark kind="stale" decorative />
          {cut}
        </p>
      )}
      <dl aria-label="All sites now" className={`grid grid-cols-3 gap-x-4 gap-y-3 ${cut === null ? '' : 'opacity-60'}`}>
        <Item label="Waiting" {...hero.waiting} />
        <Item label="Longest wait" {...hero.longest} />
        <Item label="Service level" {...hero.level} />
        <Item label="Free" value={hero.free} coverage={hero.agentCoverage} />
        <Item label="Busy" value={hero.busy} />
        <Item label="Paused" value={hero.paused} />
      </dl>
      <ul
        aria-label="Sources"
        className="flex flex-col divide-y divide-line rounded-panel border border-line bg-surface"
      >
        {sources.map((source) => (
          <li key={source.source.id} className="flex items-baseline gap-2 px-3 py-2">
            <SeverityMark kind={source.mark} size="0.8em" />
            <span className="font-medium">{source.source.name}</span>
            <span className="ml-auto text-right text-14 text-dim">{sourceWords(source.source, source.live)}</span>
          </li>
        ))}
      </ul>
      {notice !== null && (
        <div className="rounded-panel border border-line p-4">
          <h2 className="text-20 font-semibold">{notice.title}</h2>
          <p className="text-dim">{notice.next}</p>
        </div>
      )}
      <ul aria-label="Queues, worst first" className={`flex flex-col gap-2 ${cut === null ? '' : 'opacity-60'}`}>
        {tiles.map((tile) => (
          <QueueRow key={tile.id} tile={tile} />
        ))}
      </ul>
    </div>
  );
}

interface ItemProps {
  label: string;
  value: FigureValue;
  mark?: SeverityMarkKind | null;
  coverage?: string | null;
}

function Item({ label, value, mark = null, coverage = null }: ItemProps) {
  return (
    <div>
      <dt className="text-14 text-dim">{label}</dt>
      <dd className={`flex items-center gap-2 text-28 ${toneOf(mark)}`}>
        <Figure value={value} />
        {(mark === 'warning' || mark === 'critical') && <SeverityMark kind={mark} size="0.7em" />}
      </dd>
      {coverage !== null && <dd className="text-12 text-dim">{coverage}</dd>}
    </div>
  );
}

function QueueRow({ tile }: { tile: TileView }) {
  const isLoud = tile.mark === 'warning' || tile.mark === 'critical';
  const border = isLoud ? (tile.mark === 'critical' ? 'border-critical' : 'border-warning') : 'border-line';
  return (
    <li className={`rounded-panel border bg-surface px-3 py-2 ${border} ${tile.mark === 'stale' ? 'hatch' : ''}`}>
      <div className="flex items-baseline gap-2">
        <SeverityMark kind={tile.mark} size="0.8em" {...(tile.mark === 'ok' ? { className: 'invisible' } : {})} />
        <h2 className="min-w-0 flex-1 truncate font-semibold">{tile.name}</h2>
        {tile.site !== null && <span className="text-14 text-dim">{tile.site}</span>}
      </div>
      {tile.noData === null ? (
        <Row tile={tile} />
      ) : (
        <p>{`${tile.noData.since === null ? 'No data yet' : `No data since ${tile.noData.since}`}, ${tile.noData.who}`}</p>
      )}
      {isLoud && tile.noData === null && (
        <p className="text-14 text-dim">
          <span className="sr-only">{severityLabel[tile.mark]}: </span>
          {tile.reason === null ? '' : severityWords[tile.reason]}
        </p>
      )}
    </li>
  );
}

function Row({ tile }: { tile: TileView }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-dim">
      <span>
        <Figure value={tile.waiting} className="text-20 text-text" /> waiting
      </span>
      <Figure value={tile.longest} className="text-text" />
      <Figure value={tile.level} className="text-text" />
      <span className="ml-auto">
        <Figure value={tile.free} className="text-text" /> free
      </span>
      <span>
        <Figure value={tile.busy} className="text-text" /> busy
      </span>
      {tile.age !== null && <span className="text-stale">{tile.age.text} old</span>}
    </p>
  );
}
