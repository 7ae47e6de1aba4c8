/** Set at build time; '' or '/sub/path' without a trailing slash. */
export const basePath = process.env.NEXT_PUBLIC_CALLBOARD_BASE_PATH ?? process.env.CALLBOARD_BASE_PATH ?? '';

/** Paths under the base path, for Next, next-auth and Socket.IO alike. */
export const paths = {
  auth: `${basePath}/api/auth`,
  socket: `${basePath}/socket.io`,
} as const;
