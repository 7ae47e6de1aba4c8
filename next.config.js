// The path below which Callboard lives, such as /callboard; fixed when it is built.
const basePath = process.env.CALLBOARD_BASE_PATH ?? '';

/** @type {import('next').NextConfig} */
const config = {
  ...(basePath ? { basePath } : {}),
  env: { NEXT_PUBLIC_CALLBOARD_BASE_PATH: basePath },
  poweredByHeader: false,
  reactStrictMode: true,
  // `forbidden()`: a page for those who may not open one, with status 403.
  experimental: { authInterrupts: true },
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
};

export default config;
