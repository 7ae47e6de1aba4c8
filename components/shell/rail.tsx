'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { Role } from '@/lib/principal';
import { type Destination, destinationsFor } from './destinations';
import { railItem } from './rail-item';
import { SettingsMenu } from './settings-menu';

/** The narrow left rail, settings at its foot; along the bottom edge on a phone, with settings in a menu. */
export function Rail({ role }: { readonly role: Role }) {
  const pathname = usePathname();
  const all = destinationsFor(role);
  const settings = all.filter(({ section }) => section === 'settings');
  const isHere = ({ href }: Destination) => pathname === href || pathname.startsWith(`${href}/`);
  return (
    <nav
      aria-label="Pages"
      className="order-last flex shrink-0 border-t border-line bg-surface md:order-first md:w-20 md:flex-col md:gap-1 md:overflow-y-auto md:border-t-0 md:border-r md:px-2 md:py-3"
    >
      {all
        .filter(({ section }) => section === undefined)
        .map((one) => (
          <RailLink key={one.href} destination={one} here={isHere(one)} />
        ))}
      {settings.length === 0 ? null : (
        <>
          <SettingsMenu destinations={settings} here={settings.find(isHere)} />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div
            role="group"
            aria-label="Settings"
            className="mt-auto hidden flex-col gap-1 border-t border-line pt-3 md:flex"
          >
            {settings.map((one) => (
              <RailLink key={one.href} destination={one} here={isHere(one)} />
            ))}
          </div>
        </>
      )}
    </nav>
  );
}

interface RailLinkProps {
  readonly destination: Destination;
  readonly here: boolean;
}

function RailLink({ destination: { href, label, short, icon: Icon }, here }: RailLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={short === undefined ? undefined : label}
      aria-current={here ? 'page' : undefined}
      className={railItem(here)}
    >
      <Icon aria-hidden size={20} strokeWidth={here ? 2 : 1.5} />
      {short ?? label}
    </Link>
  );
}
