# The agent's image. LiveKit Cloud builds it from the repository's root, as `docker build .` does; .dockerignore limits the
# build context. `npm run image:prove` builds it and lets it answer a turn, also without Docker.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY protocol/package.json protocol/
COPY agent/package.json agent/
# Naming the workspaces excludes the root's own dependencies, and with them a second Node.
RUN npm ci --omit=dev --workspace=protocol --workspace=agent --no-audit --no-fund

FROM node:24-bookworm-slim
# The media library is written in Rust and trusts the system's certificates, not Node's. The agent does not use npm.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx \
  && useradd --uid 10001 --user-group --create-home bakebot
WORKDIR /app
# The whole folder: npm installs a workspace's own versions of packages inside the workspace.
COPY --from=dependencies /app .
COPY protocol protocol
COPY agent agent
ENV NODE_ENV=production
USER 10001
EXPOSE 8081
# The agent returns 200 while it is connected to LiveKit.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.AGENT_HEALTH_PORT ?? 8081}/`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The exec form makes Node process 1, which receives SIGTERM: the agent then accepts no jobs and hands its users over.
CMD ["node", "agent/src/main.ts", "start"]
