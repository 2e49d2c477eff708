FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts && npm rebuild
COPY prisma.config.ts vite.config.ts ./
COPY prisma ./prisma
COPY src ./src
# Writes the Prisma client into src, and the dashboard into dist/dashboard.
RUN npm run postinstall
RUN npm prune --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/src ./src
COPY --from=build /app/dist/dashboard ./dist/dashboard
COPY package.json LICENSE NOTICE schema.graphql ./
COPY prisma ./prisma
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node strips the types; but for the dashboard there is nothing to build.
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
