FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production

# Only what the installation reads, so that it is repeated only when that changes.
COPY package.json package-lock.json .npmrc tsconfig.json prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci --omit=dev

COPY locales ./locales
COPY src ./src
# npm ci has made Prisma's client in src/generated; the copy above leaves it alone.

RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/main.ts"]
