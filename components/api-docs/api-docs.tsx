import { type OpenApi, refusalWords } from '@/lib/protocol/api/open-api';
import { DocOperation } from './doc-operation';

const code = 'rounded-small bg-raised px-1 py-0.5 font-mono text-13 wrap-anywhere';

/** Every endpoint by area, how to come in, and what refusals mean. */
export function ApiDocs({ document }: { readonly document: OpenApi }) {
  const { info, servers, tags, paths } = document;
  const base = servers[0]?.url === '/' ? '' : (servers[0]?.url ?? '');
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return (
    <main className="mx-auto flex min-h-dvh max-w-5xl flex-col gap-8 p-4 md:p-8">
      <header>
        <h1 className="text-28 font-semibold">
          Callboard API <span className="text-14 font-normal text-dim">{info.version}</span>
        </h1>
        <p className="mt-2 max-w-prose text-14 text-dim">
          JSON over HTTP. The same as a machine reads it:{' '}
          <a className="underline underline-offset-4" href={`${base}/api/openapi.json`}>
            OpenAPI 3.1
          </a>
          .
        </p>
        <nav aria-label="Areas" className="mt-4">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-14">
            {tags.map(({ name }) => (
              <li key={name}>
                <a className="inline-block min-h-6 underline underline-offset-4" href={`#${name}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <ComingIn base={base} />
      {tags.map(({ name }) => (
        <section key={name} id={name} aria-labelledby={`${name}-title`} className="scroll-mt-4">
          <h2 id={`${name}-title`} className="mb-3 text-20 font-semibold">
            {name}
          </h2>
          <div className="flex flex-col gap-3">
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map((one) => (
                <DocOperation key={one.operation.operationId} {...one} path={`${base}${one.path}`} />
              ))}
          </div>
        </section>
      ))}
      <Refusals />
    </main>
  );
}

function ComingIn({ base }: { readonly base: string }) {
  return (
    <section aria-labelledby="coming-in" className="max-w-prose text-14">
      <h2 id="coming-in" className="mb-2 text-20 font-semibold">
        Coming in
      </h2>
      <p>
        A program shows an API token with every request: <code className={code}>Authorization: Bearer cb_…</code>.
        Tokens are made on the account page, are shown once, and do what their account may, or less. A browser that is
        signed in needs nothing more.
      </p>
      <p className="mt-2">
        What changes all the time is better followed than asked for: the live stream at{' '}
        <code className={code}>{base}/socket.io</code> takes the same token; docs/live-stream.md tells how, with a
        client in thirty lines.
      </p>
      <p className="mt-2">
        Requests carry JSON of at most 64 KB and say so with{' '}
        <code className={code}>content-type: application/json</code>. Instants are milliseconds since 1970. An answer
        holds what the caller’s role and scope let out; fields may be added in later releases.
      </p>
    </section>
  );
}

function Refusals() {
  return (
    <section aria-labelledby="refusals">
      <h2 id="refusals" className="mb-2 text-20 font-semibold">
        Refusals
      </h2>
      <p className="max-w-prose text-14">
        Every refusal is{' '}
        <code className={code}>
          {'{ "ok": false, "code": …, "message"?: …, "problems"?: [{ "field", "message" }] }'}
        </code>
        .
      </p>
      <dl className="mt-3 grid max-w-3xl grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-14">
        {Object.entries(refusalWords).map(([status, words]) => (
          <div key={status} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-semibold tabular-nums">{status}</dt>
            <dd className="text-dim">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
