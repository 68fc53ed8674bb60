import type { TestProject } from 'vitest/node';
import { findChromium } from './browser.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { StackProcess } from './stack-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the parts of the running stack are. */
    stack: StackAddresses;
  }
}

/** Starts the stack once, before the first end-to-end test, and ends it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = new StackProcess([], { ALLOW_CAMERA: 'true' });
  // The browser unpacks itself when it is first looked for: before two tests do so at the same time.
  const [addresses] = await Promise.all([stack.ready(), findChromium()]);
  project.provide('stack', addresses);
  return async () => {
    await stack.stop();
    if (process.env['E2E_LOG']) process.stderr.write(stack.log);
  };
}
