import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** What `main.ts` sends its parent once it serves. */
const ReadyMessage = z.object({ type: z.literal('ready'), url: z.string() });

export type ForkedEmulator = { readonly url: string; close(): Promise<void> };

/** Starts an emulator on free ports, as a process that ends with this one. */
export async function forkEmulator(): Promise<ForkedEmulator> {
  const child = fork(MAIN, ['--port', '0', '--control-port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message]: unknown[] = await once(child, 'message');
  const { url } = ReadyMessage.parse(message);
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
