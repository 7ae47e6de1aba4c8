'use client';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

interface PageFrameProps {
  /** Where this page belongs. */
  readonly back: { readonly href: string; readonly label: string };
  readonly title: string;
  readonly subtitle: string;
  /** What can be done with it as a whole. */
  readonly actions?: ReactNode;
  /** What scrolls is a table inside it, not the page. */
  readonly isTable?: boolean;
  readonly children: ReactNode;
}

/** A page about one thing: the way back, a title, and what is said of it. */
export function PageFrame({ back, title, subtitle, actions, isTable = false, children }: PageFrameProps) {
  return (
    <div
      className={
        isTable ? 'flex min-h-0 flex-1 flex-col' : 'relative -m-1 min-h-0 flex-1 scroll-pb-24 overflow-auto p-1'
      }
    >
      <Link
        href={back.href}
        prefetch={false}
        className="mb-2 inline-flex self-start min-h-6 items-center gap-1 rounded-small text-13 text-dim hover:text-text"
      >
        <ArrowLeft aria-hidden size={14} />
        {back.label}
      </Link>
      <header className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="text-20 font-semibold wrap-anywhere">{title}</h1>
          <p className="text-13 wrap-anywhere text-dim">{subtitle}</p>
        </div>
        {actions ? <div className="ml-auto flex flex-wrap gap-2">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** A sentence in the place of what is not there. */
export function PageNote({ children, isBusy = false }: { readonly children: ReactNode; readonly isBusy?: boolean }) {
  return (
    <div
      role="status"
      aria-busy={isBusy}
      className="max-w-prose rounded-panel border border-line bg-surface p-4 text-14"
    >
      {children}
    </div>
  );
}
