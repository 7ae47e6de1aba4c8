import type { TrendReport } from '@/lib/protocol/reports';
import { QueueTile } from './queue-tile';
import { tileLayout } from './tile-layout';
import type { TileView } from './tile-view';
import type { WallGrid } from './wall-layout';

interface QueueTilesProps {
  /** As many as fit, worst first. */
  tiles: readonly TileView[];
  layout: WallGrid;
  trends: TrendReport | null;
}

const noTrend: readonly (number | null)[] = [];

/** Tiles slide to their places; they stay where they are in the document, or a browser would start their motion anew. */
export function QueueTiles({ tiles, layout, trends }: QueueTilesProps) {
  const { columns, tileWidth, tileHeight, textPx } = layout.tiles;
  const shape = tileLayout(layout.tiles);
  const placed = tiles.map((view, place) => ({ view, place }));
  placed.sort((a, b) => (a.view.id < b.view.id ? -1 : 1));
  return (
    <ul aria-label="Queues" className="relative min-w-0 flex-1" style={{ fontSize: textPx }}>
      {placed.map(({ view, place }) => {
        const x = (place % columns) * (tileWidth + layout.gapPx);
        const y = Math.floor(place / columns) * (tileHeight + layout.gapPx);
        return (
          <li
            key={view.id}
            className="absolute top-0 left-0 transition-transform duration-200 ease-out motion-reduce:transition-none"
            style={{ width: tileWidth, height: tileHeight, transform: `translate(${x}px, ${y}px)` }}
          >
            <QueueTile view={view} layout={shape} trend={trends?.queues[view.id]?.waiting ?? noTrend} />
          </li>
        );
      })}
    </ul>
  );
}

/** What stands there before the first word of the server: the same places, nothing in them. */
export function TilePlaceholders({ layout }: { layout: WallGrid }) {
  const { shown, columns, tileWidth, tileHeight } = layout.tiles;
  return (
    <div
      aria-hidden="true"
      className="grid flex-1 content-start"
      style={{ gridTemplateColumns: `repeat(${columns}, ${tileWidth}px)`, gap: layout.gapPx }}
    >
      {Array.from({ length: shown }, (_, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place.
          key={place}
          className="rounded-tile border border-line bg-surface p-[0.4em]"
          style={{ height: tileHeight }}
        >
          <div className="h-[0.7em] w-1/2 rounded-small bg-raised" />
          <div className="mt-[0.7em] h-[1.4em] w-1/4 rounded-small bg-raised" />
          <div className="mt-[0.6em] h-[0.7em] w-3/4 rounded-small bg-raised" />
        </div>
      ))}
    </div>
  );
}
