# The agent's image. LiveKit Cloud builds it from the repository's root, and so does: docker build .
# What may go into it stands in .dockerignore. `npm run image:prove` carries these steps out where there is no Docker.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY protocol/package.json protocol/
COPY agent/package.json agent/
# With the workspaces named, the root's own dependencies stay out, and with them a second Node.
RUN npm ci --omit=dev --workspace=protocol --workspace=agent --no-audit --no-fund

FROM node:24-bookworm-slim
# The media library is Rust: it trusts the system's certificates, not Node's. npm is of no use from here on.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx \
  && useradd --uid 10001 --user-group --create-home bakebot
WORKDIR /app
# All of it: npm puts a workspace's own versions of packages into the workspace.
COPY --from=dependencies /app .
COPY protocol protocol
COPY agent agent
ENV NODE_ENV=production
USER 10001
EXPOSE 8081
# 200 while the agent is connected to LiveKit.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.AGENT_HEALTH_PORT ?? 8081}/`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# In this form Node is process 1 itself, and SIGTERM reaches it: the agent takes no new users and hands the others over.
CMD ["node", "agent/src/main.ts", "start"]
