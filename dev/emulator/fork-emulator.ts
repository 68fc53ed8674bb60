import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Announcement } from '../stack/announcement.ts';

const MAIN = fileURLToPath(new URL('../gemini-emulator/src/main.ts', import.meta.url));

export type ForkedEmulator = { readonly url: string; close(): Promise<void> };

/** Starts a Gemini emulator on ports of its own, as a process that ends with this one. */
export async function forkEmulator(): Promise<ForkedEmulator> {
  const child = fork(MAIN, ['--port', '0', '--control-port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message]: unknown[] = await once(child, 'message');
  const { url = '' } = Announcement.parse(message);
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
