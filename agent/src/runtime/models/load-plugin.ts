/** Thrown when a configured vendor's package is not installed. The message has the command that installs it. */
export class PluginMissingError extends Error {
  override readonly name = 'PluginMissingError';
  readonly code = 'plugin_missing';

  constructor(packageName: string) {
    super(
      `The models are configured to use ${packageName}, which is not installed: npm install --workspace agent ${packageName}@1.9.0`,
    );
  }
}

/**
 * Loads a vendor's package, which is an optional dependency.
 *
 * @throws {PluginMissingError}
 */
export async function loadPlugin<T>(packageName: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (isNotFound(error, packageName)) throw new PluginMissingError(packageName);
    throw error;
  }
}

function isNotFound(error: unknown, packageName: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes(`'${packageName}'`)
  );
}
