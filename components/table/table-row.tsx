import clsx from 'clsx';
import { memo, type ReactNode, useRef } from 'react';
import type { Column } from './column';
import { useSlide } from './use-slide';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly domId: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly isList: boolean;
  readonly listRow: (row: Row) => ReactNode;
  readonly isOld: boolean;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onSelect: (id: string, wasSelected: boolean) => void;
}

function TableRowView<Row extends { readonly id: string }>(props: TableRowProps<Row>) {
  const { row, columns, isList, isSelected, isActive } = props;
  const element = useRef<HTMLDivElement>(null);
  useSlide(element, props.top);
  return (
    <div
      ref={element}
      id={props.domId}
      role="row"
      aria-rowindex={props.index + (isList ? 1 : 2)}
      aria-selected={isSelected}
      onClick={() => props.onSelect(row.id, isSelected)}
      className={clsx(
        'absolute inset-x-0 grid cursor-default contain-size contain-layout contain-style items-center border-b border-line/60 text-14 hover:bg-raised',
        isSelected && 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-0.75 before:bg-focus',
        isActive &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
        props.isOld && 'hatch-quiet text-dim',
      )}
      style={{
        top: props.top,
        height: props.height,
        gridTemplateColumns: isList ? 'minmax(0,1fr)' : props.tracks,
      }}
    >
      <RowCells row={row} columns={columns} isList={isList} listRow={props.listRow} />
    </div>
  );
}

type RowCellsProps<Row> = Pick<TableRowProps<Row>, 'row' | 'columns' | 'isList' | 'listRow'>;

/** Apart from the row around them, as one row that comes or goes moves all below it. */
const RowCells = memo(function RowCells<Row>({ row, columns, isList, listRow }: RowCellsProps<Row>) {
  if (isList) return <Cell>{listRow(row)}</Cell>;
  return columns.map((column) => (
    <Cell key={column.key} isRight={column.align === 'right'} isShort={column.isShort ?? false}>
      {column.cell(row)}
    </Cell>
  ));
}) as <Row>(props: RowCellsProps<Row>) => ReactNode;

interface CellProps {
  readonly isRight?: boolean;
  readonly isShort?: boolean;
  readonly children: ReactNode;
}

function Cell({ isRight = false, isShort = false, children }: CellProps) {
  return (
    <div
      role="gridcell"
      className={clsx('min-w-0 px-3', isShort ? 'whitespace-nowrap' : 'truncate', isRight && 'text-right tabular-nums')}
    >
      {children}
    </div>
  );
}

const drawnFrom = [
  'row',
  'index',
  'top',
  'height',
  'columns',
  'tracks',
  'isList',
  'isOld',
  'isSelected',
  'isActive',
] as const satisfies readonly (keyof TableRowProps<unknown>)[];

/** Drawn again only when its own record, place or mark changed: a delta touches the rows it names. */
export const TableRow = memo(TableRowView, (before, after) =>
  drawnFrom.every((key) => before[key] === after[key]),
) as typeof TableRowView;
