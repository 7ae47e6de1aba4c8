'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo } from 'react';
import { type Column, parseSort, type Sort, sortText } from '@/components/table/column';
import { LiveTable } from '@/components/table/live-table';
import { compareKnownFirst } from '@/components/table/order-rows';
import { useUrlState } from '@/components/table/use-url-state';
import type { RecordLine } from '@/lib/editing/records';
import type { KindPlace } from '@/lib/queries/editors';
import { recordHref } from './places';

interface RecordTableProps {
  readonly place: KindPlace;
  readonly label: string;
  readonly lines: readonly RecordLine[];
  readonly isLoading: boolean;
  readonly loadingWords: string;
  readonly empty: ReactNode;
}

/** Records in a table; Enter or a press opens one on a page of its own. */
export function RecordTable({ place, label, lines, isLoading, loadingWords, empty }: RecordTableProps) {
  const [params, change] = useUrlState();
  const router = useRouter();
  const sortKey = params.get('sort');
  const sort = useMemo(() => parseSort(sortKey, columns, byName), [sortKey]);
  const rows = useMemo(() => inOrder(lines, sort), [lines, sort]);
  return (
    <LiveTable<RecordLine>
      label={label}
      rows={rows}
      columns={columns}
      sort={sort}
      onSort={(next) => change({ sort: sortText(next) })}
      selectedId={null}
      onSelect={(id) => id !== null && router.push(recordHref(place, id))}
      listRow={listRow}
      isLoading={isLoading}
      loadingWords={loadingWords}
      empty={empty}
    />
  );
}

const byName: Sort = { key: 'label', descending: false };

const columns: readonly Column<RecordLine>[] = [
  {
    key: 'label',
    title: 'Name',
    minRem: 14,
    sortBy: ({ label }) => label,
    cell: ({ label, id }) => <bdi className="font-medium">{label || id}</bdi>,
  },
  {
    key: 'note',
    title: 'Note',
    minRem: 12,
    yields: 1,
    sortBy: ({ note }) => note || null,
    cell: ({ note }) => <bdi className="text-dim">{note}</bdi>,
  },
  {
    key: 'id',
    title: 'ID at the vendor',
    minRem: 8,
    yields: 2,
    grow: 0.5,
    sortBy: ({ id }) => id,
    cell: ({ id }) => <bdi className="text-dim">{id}</bdi>,
  },
];

const listRow = ({ label, note, id }: RecordLine) => (
  <div className="min-w-0">
    <p className="truncate text-14 font-medium">
      <bdi>{label || id}</bdi>
    </p>
    <p className="truncate text-13 text-dim">
      <bdi>{note || id}</bdi>
    </p>
  </div>
);

function inOrder(lines: readonly RecordLine[], { key, descending }: Sort): readonly RecordLine[] {
  const sortBy = columns.find((column) => column.key === key)?.sortBy ?? (() => null);
  return lines.toSorted((a, b) => compareKnownFirst(sortBy(a), sortBy(b), descending));
}
