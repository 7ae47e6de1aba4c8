'use client';
import { FilterBar } from '@/components/table/filter-bar';
import { type UrlState, useUrlState } from '@/components/table/use-url-state';
import { ExportButtons } from '@/components/ui/export-buttons';
import { formatCount } from '@/components/ui/format';
import { auditExportPath, useAudit } from '@/lib/queries/audit';
import { filterKeys, readFilter, searchFor } from './audit-filter';
import { AuditFilters } from './audit-filters';
import { AuditList } from './audit-list';

const noFilter: UrlState = Object.fromEntries(filterKeys.map((key) => [key, null]));

/** Who did what: searched, filtered through the address, exported. */
export function AuditPage() {
  const [params, change] = useUrlState();
  const filter = readFilter(params);
  const search = searchFor(filter);
  const audit = useAudit(search);
  const isFiltered = filterKeys.some((key) => filter[key] !== '');
  const count = audit.data?.length ?? 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FilterBar
        title="Audit"
        count={audit.data ? `${formatCount(count)}${audit.hasNextPage ? ' newest' : ''}` : ''}
        filterKey={JSON.stringify(search)}
        query={filter.q}
        onQuery={(q) => change({ q })}
        placeholder="Find a name, action or value"
        onClear={isFiltered ? () => change(noFilter) : null}
      >
        <AuditFilters filter={filter} onChange={change} />
      </FilterBar>
      <div className="mb-2">
        <ExportButtons
          files={[
            { label: 'Export CSV', path: auditExportPath(search, 'csv'), filename: 'callboard-audit.csv' },
            { label: 'Export JSON', path: auditExportPath(search, 'ndjson'), filename: 'callboard-audit.ndjson' },
          ]}
        />
      </div>
      <AuditList audit={audit} isFiltered={isFiltered} onFilter={change} />
    </div>
  );
}
