import type { VirtualItem } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { memo } from 'react';
import type { QueueRecord } from '@/lib/floor/records';
import type { Span } from '@/lib/members/matrix';

interface MatrixHeadProps {
  readonly columns: readonly QueueRecord[];
  readonly shown: readonly VirtualItem[];
  readonly names: number;
  readonly height: number;
  readonly width: number;
  readonly siteOf: (sourceId: string) => string;
  readonly span: Span | null;
  readonly onColumn: (queue: QueueRecord) => void;
}

const siteHeight = 24;
/** Beside the names, however far one has scrolled. */
const siteInset = 6;

/** The queues, upright below the system they belong to. */
export const MatrixHead = memo(function MatrixHead(props: MatrixHeadProps) {
  const { columns, shown, names, height, width, siteOf, span, onColumn } = props;
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-surface" style={{ height }}>
      <div role="row" aria-rowindex={1} className="relative h-full border-b border-line">
        <div
          role="columnheader"
          aria-colindex={1}
          className="sticky left-0 z-10 flex h-full items-end border-r border-line bg-surface px-3 pb-2 text-12 text-dim"
          style={{ width: names }}
        >
          Person
        </div>
        {shown.map(({ index, start }) => {
          const queue = columns[index];
          if (!queue) return null;
          const isFirst = index === 0 || columns[index - 1]?.sourceId !== queue.sourceId;
          const site = siteOf(queue.sourceId);
          return (
            <div
              key={queue.id}
              role="columnheader"
              aria-colindex={index + 2}
              aria-label={`${queue.name}, ${site}`}
              title={`${queue.name} – ${site}`}
              onClick={() => onColumn(queue)}
              className={clsx(
                'absolute bottom-0 flex cursor-pointer items-end justify-center border-r border-line/50 pb-2 text-13 hover:bg-raised',
                isFirst && index > 0 && 'border-l border-l-dim',
                span && index >= span.left && index <= span.right && 'font-semibold',
              )}
              style={{ left: names + start, width, height: height - siteHeight }}
            >
              <span className="max-h-full rotate-180 truncate [writing-mode:vertical-rl]">{queue.name}</span>
            </div>
          );
        })}
        <SiteNames columns={columns} names={names} width={width} siteOf={siteOf} />
      </div>
    </div>
  );
});

function SiteNames({ columns, names, width, siteOf }: Pick<MatrixHeadProps, 'columns' | 'names' | 'width' | 'siteOf'>) {
  const runs: { sourceId: string; from: number; count: number }[] = [];
  columns.forEach(({ sourceId }, index) => {
    const last = runs.at(-1);
    if (last?.sourceId === sourceId) last.count += 1;
    else runs.push({ sourceId, from: index, count: 1 });
  });
  // The last one has room beside it.
  const widthOf = (from: number, count: number) =>
    from + count < columns.length ? { width: count * width } : { minWidth: count * width };
  return runs.map(({ sourceId, from, count }) => (
    <div
      key={`${sourceId}-${from}`}
      aria-hidden
      className={clsx(
        'absolute top-0 flex items-center overflow-clip px-1.5 text-12 text-dim',
        from > 0 && 'border-l border-l-dim',
      )}
      style={{ left: names + from * width, ...widthOf(from, count), height: siteHeight }}
    >
      <span className="sticky truncate" style={{ left: names + siteInset }}>
        {siteOf(sourceId)}
      </span>
    </div>
  ));
}
