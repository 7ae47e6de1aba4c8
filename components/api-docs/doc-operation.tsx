import type { JsonSchema, Operation, Parameter } from '@/lib/protocol/api/open-api';
import { SchemaView } from './schema-view';
import { typeWords } from './type-words';

interface DocOperationProps {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** One endpoint: what it does, what it takes, what it answers, what it refuses. */
export function DocOperation({ method, path, operation }: DocOperationProps) {
  const { summary, parameters = [], requestBody, responses } = operation;
  const done = responses['200'];
  const bodies = done && 'content' in done ? Object.entries(done.content) : [];
  const refusals = Object.keys(responses).filter((status) => status !== '200');
  return (
    <article aria-label={`${method.toUpperCase()} ${path}`} className="rounded-panel border border-line bg-surface p-4">
      <h3 className="font-mono text-14 font-semibold wrap-anywhere">
        <span className="mr-2 uppercase">{method}</span>
        {path}
      </h3>
      <p className="mt-1 text-14">{summary}</p>
      <p className="mt-1 text-13 text-dim">{whoMay(operation)}</p>
      {parameters.length > 0 ? <Parameters parameters={parameters} /> : null}
      {requestBody ? <Body title="Sent along" content={requestBody.content} /> : null}
      {bodies.length > 0 ? <Body title="Answer" content={Object.fromEntries(bodies)} /> : null}
      <p className="mt-3 text-13 text-dim">
        Refusals: <span className="tabular-nums">{refusals.join(', ')}</span>
      </p>
    </article>
  );
}

function whoMay({ security, 'x-action': action }: Operation): string {
  if (security) return 'Nobody has to be signed in.';
  return action === null ? 'For everybody who is signed in.' : `For those who may “${action}”.`;
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  return (
    <table className="mt-3 w-full table-fixed text-left text-13">
      <caption className="sr-only">Parameters</caption>
      <colgroup>
        <col className="w-1/4" />
        <col />
      </colgroup>
      <tbody>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <tr key={`${place} ${name}`} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-3 font-mono font-medium wrap-anywhere">
              {name}
            </th>
            <td className="py-1 wrap-anywhere">
              {required ? '' : 'optional, '}
              {place === 'path' ? 'in the path, ' : ''}
              {typeWords(schema)}
              {description ? <span className="text-dim">. {description}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BodyProps {
  readonly title: string;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

function Body({ title, content }: BodyProps) {
  return Object.entries(content).map(([type, { schema }]) => (
    <details key={type} className="mt-3 text-13">
      <summary className="min-h-6 cursor-pointer font-medium">
        {title} <span className="font-normal text-dim">{type}</span>
      </summary>
      {type === 'application/json' ? <SchemaView schema={schema} /> : null}
    </details>
  ));
}
