'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { Role } from '@/lib/principal';
import { destinationsFor } from './destinations';

/** The narrow left rail; along the bottom edge on a phone. */
export function Rail({ role }: { readonly role: Role }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="order-last flex shrink-0 justify-around border-t border-line bg-surface md:order-first md:w-20 md:flex-col md:justify-start md:gap-1 md:border-t-0 md:border-r md:px-2 md:py-3"
    >
      {destinationsFor(role).map(({ href, label, icon: Icon }) => {
        const here = pathname.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={here ? 'page' : undefined}
            className={clsx(
              'flex min-w-14 flex-col items-center gap-1 rounded-small px-1 py-2 text-12 font-medium focus-visible:outline-2 focus-visible:outline-focus',
              here ? 'bg-raised text-text' : 'text-dim hover:bg-raised hover:text-text',
            )}
          >
            <Icon aria-hidden size={20} strokeWidth={here ? 2 : 1.5} />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
