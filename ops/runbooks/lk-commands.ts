/**
 * What `lk` 2.18 knows of what our guides use: cmd/lk/agent.go and cmd/lk/utils.go of
 * https://github.com/livekit/livekit-cli. It is no npm package, so no test can ask it.
 */
export const LK_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'agent create': ['--config', '--secrets-file', '--region', '--yes'],
  'agent deploy': ['--config', '--secrets-file', '--deployment', '--yes'],
  'agent logs': ['--config', '--id', '--log-type', '--deployment'],
  'agent restart': ['--config', '--id'],
  'agent rollback': ['--config', '--id', '--version', '--yes'],
  'agent secrets': ['--config', '--id', '--json', '--yes'],
  'agent status': ['--config', '--id', '--json', '--yes'],
  'agent update-secrets': ['--config', '--id', '--secrets-file', '--overwrite', '--yes'],
  'agent versions': ['--config', '--id', '--json', '--yes'],
  'cloud auth': [],
  'project set-default': [],
};
