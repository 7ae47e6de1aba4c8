'use client';
import clsx from 'clsx';
import { CircleUser, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { applyTheme, currentTheme, parseTheme, type Theme, themeLabel, themes } from '@/components/ui/theme';
import type { Role } from '@/lib/principal';
import { signOut } from '@/lib/queries/sign-out';

const item =
  'flex cursor-default items-center gap-2 rounded-small px-2 py-1.5 text-14 outline-none data-highlighted:bg-surface';

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ name, role }: { readonly name: string; readonly role: Role }) {
  const [theme, setTheme] = useState<Theme>('auto');
  return (
    <DropdownMenu.Root onOpenChange={(open) => open && setTheme(currentTheme())}>
      <DropdownMenu.Trigger
        aria-label={`Account of ${name}`}
        className="flex h-8 min-w-8 items-center justify-center gap-2 rounded-small px-2 text-13 font-medium hover:bg-raised"
      >
        <CircleUser aria-hidden size={18} strokeWidth={1.5} />
        <span className="hidden max-w-48 truncate md:inline">{name}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 w-56 rounded-panel border border-line bg-raised p-1 text-text"
        >
          <DropdownMenu.Label className="px-2 py-1.5 text-12 wrap-anywhere text-dim">
            {name}, {role}
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={(value) => {
              applyTheme(parseTheme(value));
              setTheme(parseTheme(value));
            }}
          >
            {themes.map((one) => (
              <DropdownMenu.RadioItem
                key={one}
                value={one}
                onSelect={(event) => event.preventDefault()}
                className={item}
              >
                <span
                  aria-hidden
                  className={clsx('h-2 w-2 rounded-full border border-current', theme === one && 'bg-current')}
                />
                {themeLabel[one]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item asChild className={item}>
            <Link href="/account" prefetch={false}>
              <UserRound aria-hidden size={14} />
              My account
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={item} onSelect={() => void signOut()}>
            <LogOut aria-hidden size={14} />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
