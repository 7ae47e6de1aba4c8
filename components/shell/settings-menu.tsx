'use client';
import clsx from 'clsx';
import { Settings } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { Destination } from './destinations';
import { railItem } from './rail-item';

interface SettingsMenuProps {
  readonly destinations: readonly Destination[];
  /** The page one is on, if it is one of them. */
  readonly here: Destination | undefined;
}

/** On a phone the bottom edge has no room for every page: what is seldom needed opens from here. */
export function SettingsMenu({ destinations, here }: SettingsMenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={clsx(railItem(here !== undefined), 'md:hidden')}>
        <Settings aria-hidden size={20} strokeWidth={here ? 2 : 1.5} />
        Settings
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 w-48 rounded-panel border border-line bg-raised p-1 text-text"
        >
          {destinations.map(({ href, label, icon: Icon }) => (
            <DropdownMenu.Item key={href} asChild>
              <Link
                href={href}
                prefetch={false}
                aria-current={href === here?.href ? 'page' : undefined}
                className="flex min-h-10 items-center gap-3 rounded-small px-3 text-14 outline-none data-highlighted:bg-surface"
              >
                <Icon aria-hidden size={16} strokeWidth={1.5} />
                {label}
              </Link>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
