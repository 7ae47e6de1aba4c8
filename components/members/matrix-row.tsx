import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { isOld } from '@/components/table/told-records';
import type { FreshnessBySource } from '@/components/table/use-source-freshness';
import type { Corner, PersonRow } from '@/lib/members/matrix';
import { cellKey } from '@/lib/members/plan-cells';
import { MatrixCell } from './matrix-cell';
import type { Matrix } from './use-matrix';

export const rowHeight = 32;
export const cellWidth = 40;

export const cellId = (gridId: string, { row, column }: Corner) => `${gridId}-${row}-${column}`;

interface MatrixRowProps {
  readonly matrix: Matrix;
  readonly gridId: string;
  /** Width of the column of names. */
  readonly names: number;
  /** Memberships about which something is under way. */
  readonly asked: ReadonlySet<string>;
  readonly shown: readonly VirtualItem[];
  readonly freshness: FreshnessBySource;
  readonly row: PersonRow;
  readonly index: number;
  readonly top: number;
  /** Which of its cells are chosen, both ends included; null: none. */
  readonly chosenFrom: number | null;
  readonly chosenTo: number | null;
  /** The queue of the cell one stands on, where that is in this row. */
  readonly activeColumn: string | null;
  readonly onTake: (row: PersonRow) => void;
}

/** One person with a cell for each queue in view. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { matrix, gridId, names, asked, shown, freshness, row, index, top, chosenFrom, chosenTo } = props;
  const isChosen = (column: number) =>
    chosenFrom !== null && chosenTo !== null && column >= chosenFrom && column <= chosenTo;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute w-full border-b border-line/50"
      style={{ top, height: rowHeight }}
    >
      <RowName row={row} width={names} onTake={props.onTake} />
      {shown.map((column) => {
        const queue = matrix.columns[column.index];
        if (!queue) return null;
        const place = matrix.place(row, queue);
        return (
          <MatrixCell
            key={queue.id}
            domId={cellId(gridId, { row: row.id, column: queue.id })}
            rowId={row.id}
            columnId={queue.id}
            column={column.index}
            left={names + column.start}
            width={cellWidth}
            place={place}
            isChosen={isChosen(column.index)}
            isActive={props.activeColumn === queue.id}
            isAsked={place !== null && asked.has(cellKey(place))}
            isOld={isOld(freshness(queue.sourceId))}
          />
        );
      })}
    </div>
  );
});

interface RowNameProps {
  readonly row: PersonRow;
  readonly width: number;
  readonly onTake: (row: PersonRow) => void;
}

function RowName({ row, width, onTake }: RowNameProps) {
  return (
    <div
      role="rowheader"
      onClick={() => onTake(row)}
      className="sticky left-0 z-10 flex h-full cursor-pointer items-center border-r border-line bg-surface px-3 text-14 hover:bg-raised"
      style={{ width }}
    >
      <span className="truncate" title={row.name}>
        {row.name}
      </span>
      {row.agents.size > 1 ? (
        <span className="ml-1 shrink-0 text-12 text-dim tabular-nums">×{row.agents.size}</span>
      ) : null}
    </div>
  );
}
