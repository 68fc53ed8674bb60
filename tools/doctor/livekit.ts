import {
  LIVEKIT_SERVER_MISSING,
  type LiveKitServerSource,
  pinnedVersion,
} from '@bakebot/local-stack';
import { execa } from 'execa';
import { fail, ok, warn, type Finding } from './finding.ts';

/** Checks the source of livekit-server. `version` is the output of an installed one. */
export function checkLiveKitServer(source: LiveKitServerSource, version = ''): Finding {
  switch (source.kind) {
    case 'installed':
      return version.includes(pinnedVersion().slice(1))
        ? ok('livekit-server', source.command)
        : warn(
            'livekit-server',
            `${source.command} (${version.trim() || 'unknown version'})`,
            `The project is tested with ${pinnedVersion()}: update it if rooms misbehave.`,
          );
    case 'cached':
      return ok('livekit-server', source.command);
    case 'buildable':
      return ok('livekit-server', `npm start builds it once with ${source.go}`);
    case 'missing':
      return fail('livekit-server', source.go ?? 'not found, and no Go', LIVEKIT_SERVER_MISSING);
  }
}

/** Reads the version of an installed server. */
export async function versionOf(source: LiveKitServerSource): Promise<string> {
  if (source.kind !== 'installed') return '';
  const { stdout } = await execa(source.command, ['--version'], { reject: false });
  return stdout;
}
