// The path below which Callboard lives, such as /callboard; fixed when it is built.
const basePath = process.env.CALLBOARD_BASE_PATH ?? '';

// Where the build lies: beside the usual one there can be another, made with other settings, which the usual one has checked.
const folder = process.env.CALLBOARD_BUILD_DIR || 'dist';
const beside =
  folder === 'dist'
    ? {}
    : { distDir: `${folder}/.next`, typescript: { tsconfigPath: `${folder}/tsconfig.json`, ignoreBuildErrors: true } };

/** @type {import('next').NextConfig} */
const config = {
  ...(basePath ? { basePath } : {}),
  ...beside,
  env: { NEXT_PUBLIC_CALLBOARD_BASE_PATH: basePath },
  poweredByHeader: false,
  reactStrictMode: true,
  // `forbidden()`: a page for those who may not open one, with status 403.
  experimental: { authInterrupts: true },
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  // Closes /_next/image, which fetches what it is told to; we have no pictures to shrink.
  images: { unoptimized: true },
};

export default config;
