import { diffFields, type FieldChange } from './diff-fields';

interface AuditChangesProps {
  readonly before: unknown;
  readonly after: unknown;
}

/** What was changed, a field a line, before and after. */
export function AuditChanges({ before, after }: AuditChangesProps) {
  const changes = diffFields(before, after);
  if (changes.length === 0) return <p className="text-13 text-dim">No fields were written down.</p>;
  return (
    <table className="w-full max-w-4xl table-fixed text-left text-13">
      <caption className="sr-only">What changed</caption>
      <thead className="text-12 text-dim">
        <tr>
          <th scope="col" className="w-1/4 py-1 pr-3 font-medium">
            Field
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            Before
          </th>
          <th scope="col" className="py-1 font-medium">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Change key={change.path} change={change} />
        ))}
      </tbody>
    </table>
  );
}

function Change({ change: { path, before, after } }: { readonly change: FieldChange }) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1 pr-3 font-medium wrap-anywhere">
        {path}
      </th>
      <td className="py-1 pr-3 wrap-anywhere text-dim">
        {before === null ? <Nothing /> : <del className="decoration-dim">{before}</del>}
      </td>
      <td className="py-1 wrap-anywhere">
        {after === null ? <Nothing /> : <ins className="no-underline">{after}</ins>}
      </td>
    </tr>
  );
}

const Nothing = () => <span className="text-dim">not set</span>;
