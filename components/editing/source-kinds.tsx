'use client';
import { ChevronRight, Upload } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { useViewer } from '@/components/shell/viewer';
import { buttonLook } from '@/components/ui/button';
import { can } from '@/lib/can';
import type { EditorKind } from '@/lib/editing/records';
import { useRecord } from '@/lib/live/use-floor';
import type { EditedSource } from '@/lib/queries/editors';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import { kindHref, pushHref } from './places';

/** What one source lets be seen and changed: what is used daily first. */
export function SourceKinds({ source }: { readonly source: EditedSource }) {
  const titleId = useId();
  const { role } = useViewer();
  const record = useRecord('sources', source.id);
  const common = source.kinds.filter(({ isCommon }) => isCommon);
  const rest = source.kinds.filter(({ isCommon }) => !isCommon);
  const isDown = record !== undefined && record.link !== 'up';
  return (
    <section aria-labelledby={titleId} className="rounded-panel border border-line bg-surface">
      <header className="border-b border-line px-4 py-3">
        <h2 id={titleId} className="text-16 font-semibold wrap-anywhere">
          {source.name}
        </h2>
        {record ? <p className="text-13 text-dim">{vendorLabel(record.vendor)}</p> : null}
      </header>
      {isDown ? (
        <p className="border-b border-line bg-raised px-4 py-2 text-14 wrap-anywhere">
          {record.problem ?? 'It does not answer at the moment.'} What it has can be read and changed once it answers.
        </p>
      ) : null}
      {source.kinds.length === 0 && !isDown ? (
        <p className="px-4 py-3 text-14 text-dim">Nothing of this source can be edited from here.</p>
      ) : null}
      <Kinds source={source} kinds={common.length === 0 ? rest : common} />
      {common.length > 0 && rest.length > 0 ? (
        <details className="border-t border-line">
          <summary className="min-h-9 cursor-pointer px-4 py-2 text-14 font-semibold hover:bg-raised">
            More <span className="font-normal text-dim">({rest.length})</span>
          </summary>
          <Kinds source={source} kinds={rest} />
        </details>
      ) : null}
      {source.canPush && can({ role }, 'edit-system') ? (
        <p className="border-t border-line px-4 py-3">
          <Link href={pushHref(source.id)} prefetch={false} className={buttonLook()}>
            <Upload aria-hidden size={16} />
            Push configuration<span className="sr-only"> to {source.name}</span>
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Kinds({ source, kinds }: { readonly source: EditedSource; readonly kinds: readonly EditorKind[] }) {
  const { role } = useViewer();
  return (
    <ul className="empty:hidden">
      {kinds.map((kind) => (
        <li key={kind.id} className="border-b border-line/60 last:border-b-0">
          <Link
            href={kindHref({ source: source.id, kind: kind.id, parent: null })}
            prefetch={false}
            className="flex items-start gap-3 px-4 py-2 hover:bg-raised focus-visible:-outline-offset-2"
          >
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-baseline gap-x-3">
                <span className="text-14 font-medium">{kind.label}</span>
                {kind.can.length === 0 || !can({ role }, kind.right) ? (
                  <span className="text-12 text-dim">read only</span>
                ) : null}
              </span>
              {kind.help ? <span className="block text-13 wrap-anywhere text-dim">{kind.help}</span> : null}
            </span>
            <ChevronRight aria-hidden size={16} className="mt-0.5 shrink-0 text-dim" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
