import '@fontsource-variable/inter/opsz.css';
import './fonts.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { StyleNonce } from '@/components/ui/style-nonce';
import { parseTheme, themeCookie } from '@/components/ui/theme';

export const metadata: Metadata = {
  title: { default: 'Callboard', template: '%s · Callboard' },
  description: 'Real-time wallboard and supervisor console for contact centres',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'dark light' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" {...(theme === 'auto' ? {} : { 'data-theme': theme })} suppressHydrationWarning>
      <body className="bg-ground text-text font-sans antialiased">
        <StyleNonce />
        {children}
      </body>
    </html>
  );
}
