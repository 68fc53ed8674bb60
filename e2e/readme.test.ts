import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@bakebot/local-stack';
import { expect, inject, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';

it('answers the README’s program as the README shows it', async () => {
  const program = readFileSync(join(ROOT, 'playground/src/hello.ts'), 'utf8');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${program}\`\`\``);
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(new URL('/hello.html', inject('stack').playground).href);
  await page.getByText(/120 grams/).waitFor({ timeout: 60_000 });
  await browser.close();
});
