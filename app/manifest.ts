import type { MetadataRoute } from 'next';
import { basePath } from '@/lib/paths';

/** What a phone or a desktop needs to install Callboard as an app of its own; it opens where its reader belongs. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Callboard',
    short_name: 'Callboard',
    description: 'The live floor of a contact centre',
    start_url: `${basePath}/`,
    scope: `${basePath}/`,
    display: 'standalone',
    background_color: '#0e1217',
    theme_color: '#0e1217',
    icons: [
      { src: `${basePath}/icon-192.png`, sizes: '192x192', type: 'image/png' },
      { src: `${basePath}/icon-512.png`, sizes: '512x512', type: 'image/png' },
      { src: `${basePath}/icon-512.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: `${basePath}/icon.svg`, sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}
