# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS build
WORKDIR /app
# The path below which it will live, as /callboard; fixed here.
ARG CALLBOARD_BASE_PATH=
ENV NEXT_TELEMETRY_DISABLED=1 CALLBOARD_BASE_PATH=$CALLBOARD_BASE_PATH
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
ARG CALLBOARD_BASE_PATH=
ENV CALLBOARD_BASE_PATH=$CALLBOARD_BASE_PATH
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CALLBOARD_DATA=/data CALLBOARD_SOURCES=/config/sources.json
COPY --from=build /app/package.json /app/next.config.js ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
COPY --from=build /app/public ./public
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+(process.env.CALLBOARD_BASE_PATH||'')+'/api/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--enable-source-maps", "dist/server.js"]
