import type { TestProject } from 'vitest/node';
import { findChromium } from './browser.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { StackProcess } from './stack-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackAddresses;
  }
}

/** Starts one stack before the first end-to-end test, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = new StackProcess([], { ALLOW_CAMERA: 'true' });
  // Chromium unpacks itself on first use: now, before two tests do it at the same time.
  const [addresses] = await Promise.all([stack.ready(), findChromium()]);
  project.provide('stack', addresses);
  return async () => {
    await stack.stop();
    if (process.env['E2E_LOG']) process.stderr.write(stack.log);
  };
}
