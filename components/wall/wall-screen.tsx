'use client';
import { AgentPanel } from './agent-panel';
import { HeroStrip } from './hero-strip';
import { QueueTiles, TilePlaceholders } from './queue-tiles';
import { SourceStrip } from './source-strip';
import { useAnnouncement } from './use-announcement';
import { useTrends } from './use-trends';
import { useViewport } from './use-viewport';
import { useWallView, type WallView } from './use-wall-view';
import { type WallGrid, wallLayout } from './wall-layout';
import { WallList } from './wall-list';
import { WallNotice } from './wall-notice';

export interface WallScreenProps {
  diagonalInch: number;
  seatMetres: number;
  /** How many queues the server knows of, so that the first frame has the last one's geometry. */
  expectedQueues: number;
}

/** The wall, laid out for this screen and this room; always dark. */
export function WallScreen({ diagonalInch, seatMetres, expectedQueues }: WallScreenProps) {
  const viewport = useViewport();
  const view = useWallView();
  const announcement = useAnnouncement(view.critical, view.clock);
  const queueCount = view.hasPicture ? view.queueCount : expectedQueues;
  const layout = viewport && wallLayout({ ...viewport, diagonalInch, seatMetres }, queueCount);
  return (
    <main data-theme="dark" className="min-h-dvh bg-ground text-text">
      <h1 className="sr-only">Wall</h1>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      {layout?.mode === 'list' && <WallList view={view} />}
      {layout?.mode === 'grid' && <Picture view={view} layout={layout} seatMetres={seatMetres} />}
    </main>
  );
}

interface PictureProps {
  view: WallView;
  layout: WallGrid;
  seatMetres: number;
}

function Picture({ view, layout, seatMetres }: PictureProps) {
  const trends = useTrends();
  const isCut = view.connection.status === 'offline' || view.connection.status === 'refused';
  const dim = isCut ? 'opacity-55' : '';
  return (
    <div
      className="fixed inset-0 flex flex-col overflow-hidden"
      style={{
        padding: `${layout.margin.y}px ${layout.margin.x}px`,
        gap: layout.gapPx,
        fontSize: layout.textPx,
      }}
    >
      <div className={dim}>
        <HeroStrip view={view.hero} layout={layout.hero} clock={view.clock} pictureAt={view.pictureAt} />
      </div>
      <div className={`flex ${dim}`} style={{ gap: layout.gapPx, height: layout.bodyHeight }}>
        <Body view={view} layout={layout} trends={trends} />
        {layout.panelWidth !== null && (
          <AgentPanel
            agents={view.agents}
            totals={view.totals}
            layout={layout}
            coverage={isSaidAbove(layout) ? null : view.hero.agentCoverage}
            now={view.pictureAt}
          />
        )}
      </div>
      <SourceStrip
        sources={view.sources}
        connection={view.connection}
        layout={layout}
        note={noteOf(view, layout, seatMetres)}
      />
    </div>
  );
}

function Body({ view, layout, trends }: Omit<PictureProps, 'seatMetres'> & { trends: ReturnType<typeof useTrends> }) {
  if (!view.hasPicture) return <TilePlaceholders layout={layout} />;
  if (view.queueCount === 0) return <WallNotice sources={view.sources} />;
  return <QueueTiles tiles={view.tiles(layout.tiles.shown)} layout={layout} trends={trends} />;
}

/** The hero strip says what its figures of agents cover; without them the panel has to. */
function isSaidAbove({ hero }: WallGrid): boolean {
  return hero.subLines > 1 && hero.parts.includes('agents');
}

function noteOf({ queueCount }: WallView, { tiles: { shown }, isLegible }: WallGrid, seatMetres: number) {
  const isPartial = shown < queueCount;
  const legible = isLegible ? [] : [`too small to read at ${seatMetres} m`];
  const worst = (some: string) => [...(isPartial ? [some] : []), ...legible].join(', ');
  return {
    long: worst(`${shown} of ${queueCount} shown, worst first`),
    short: worst(`${shown} of ${queueCount}, worst first`),
  };
}
