/**
 * Renders docs/playground.png, the README's screenshot, from a conversation in the local stack:
 * `npm run readme-screenshot --workspace e2e`.
 */
import { join } from 'node:path';
import { launchBrowser } from './support/browser.ts';
import { PlaygroundPage } from './support/playground-page.ts';
import { ROOT } from '@bakebot/local-stack';
import { StackProcess } from './support/stack-process.ts';

const stack = new StackProcess();
try {
  const { playground: url } = await stack.ready();
  const browser = await launchBrowser();
  const playground = await PlaygroundPage.open(browser, url ?? '', {
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
  });
  await playground.greeting();
  for (const line of [
    'How many grams are in two cups of flour?',
    'Set a timer for 12 minutes called scones',
    'And 350 degrees Fahrenheit in Celsius?',
  ]) {
    await playground.type(line);
    await playground.answer();
  }
  await playground.page.screenshot({ path: join(ROOT, 'docs/playground.png') });
  await browser.close();
} finally {
  await stack.stop();
}
