/**
 * Renders screenshots of the playground's gallery, on a phone and a laptop, in both themes, without a stack:
 * `npm run screenshots --workspace e2e -- <folder> [state]...`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { launchBrowser } from './support/browser.ts';
import { openDevice, openScene, SCENES, THEMES } from './support/gallery.ts';
import { ROOT } from '@bakebot/local-stack';

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('Usage: npm run screenshots --workspace e2e -- <folder> [state]...');
mkdirSync(folder, { recursive: true });

const server = await createServer({ root: join(ROOT, 'playground'), logLevel: 'error' });
await server.listen();
const browser = await launchBrowser();
try {
  const url = server.resolvedUrls?.local[0] ?? '';
  for (const size of ['phone', 'laptop'] as const) {
    for (const theme of THEMES) {
      const device = await openDevice(browser, size, theme);
      for (const scene of wanted.length > 0 ? wanted : SCENES) {
        const page = await openScene(device, url, scene);
        await page.screenshot({ path: join(folder, `${scene}-${size}-${theme}.png`) });
        await page.close();
      }
      await device.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
