import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import type { Column } from './column';
import { TableRow } from './table-row';
import type { RowSelection } from './use-row-selection';

interface TableRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly virtual: Virtualizer<HTMLElement, Element>;
  readonly gridId: string;
  readonly active: { readonly id: string | null; readonly set: (id: string) => void };
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly isList: boolean;
  readonly height: number;
  readonly listRow: (row: Row) => ReactNode;
  readonly isOld?: (row: Row) => boolean;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly selection?: RowSelection<Row> | undefined;
  readonly onCheck: (id: string, isRange: boolean) => void;
  readonly actions?: ((row: Row) => ReactNode) | undefined;
}

/** The rows in view, each in its place. */
export function TableRows<Row extends { readonly id: string }>(props: TableRowsProps<Row>) {
  const { rows, virtual } = props;
  return (
    <div className="relative" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        return row && <TableRow key={row.id} {...rowProps(row, item, props)} />;
      })}
    </div>
  );
}

function rowProps<Row extends { readonly id: string }>(row: Row, item: VirtualItem, props: TableRowsProps<Row>) {
  const { columns, tracks, isList, height, listRow, selection, actions, onCheck, active } = props;
  return {
    ...{ row, columns, tracks, isList, height, listRow, actions, onCheck },
    domId: `${props.gridId}-${row.id}`,
    index: item.index,
    top: item.start,
    isOld: props.isOld?.(row) ?? false,
    isSelected: row.id === props.selectedId,
    isActive: row.id === active.id,
    isChecked: selection ? selection.ids.has(row.id) : null,
    checkLabel: `Select ${selection?.nameOf(row) ?? ''}`,
    onSelect: (id: string, wasSelected: boolean) => {
      active.set(id);
      props.onSelect(wasSelected ? null : id);
    },
  };
}
