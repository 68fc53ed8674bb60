import * as z from 'zod';

const Dependencies = z.record(z.string(), z.string());

/** The client's manifest. The workspace imports its sources; `publishConfig` has the published exports. */
const ClientManifest = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  type: z.literal('module'),
  sideEffects: z.literal(false),
  peerDependencies: Dependencies,
  peerDependenciesMeta: z.record(z.string(), z.unknown()),
  publishConfig: z.object({ exports: z.record(z.string(), z.unknown()) }),
});

const ProtocolManifest = z.object({ dependencies: Dependencies });

/** The manifest of the published package: built files, and the dependencies of the bundled protocol. */
export function toPublishedManifest(client: unknown, protocol: unknown): object {
  const { publishConfig, ...manifest } = ClientManifest.parse(client);
  return {
    ...manifest,
    exports: publishConfig.exports,
    files: ['*.js', '*.d.ts'],
    dependencies: ProtocolManifest.parse(protocol).dependencies,
  };
}
