import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import type { Browser } from 'playwright-core';
import sharp, { type OutputInfo } from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { launchBrowser } from './support/browser.ts';
import { PlaygroundPage } from './support/playground-page.ts';

let browser: Browser;
let playground: PlaygroundPage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bakebot-photo-'));
  browser = await launchBrowser();
  playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Left half red, right half blue: unlike the photos of concurrent tests. */
async function createPhoto(): Promise<Buffer> {
  const blue = await sharp({
    create: { width: 200, height: 300, channels: 3, background: '#2030c0' },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width: 400, height: 300, channels: 3, background: '#c02020' } })
    .composite([{ input: blue, left: 200, top: 0 }])
    .png()
    .toBuffer();
}

const ModelRequest = z.object({
  contents: z.array(
    z.object({
      parts: z.array(
        z.object({
          inlineData: z.object({ data: z.string(), mimeType: z.string() }).optional(),
        }),
      ),
    }),
  ),
});

describe('a photo', () => {
  it('sends a photo to the model unchanged, and answers it', async () => {
    const photo = await createPhoto();
    const path = join(folder, 'photo.png');
    await sharp(photo).toFile(path);
    await playground.choosePhoto(path);
    await playground.page.getByRole('button', { name: 'Send' }).click();
    expect(await playground.answer()).toMatch(/400.*300/);

    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    // Concurrent tests send photos, too.
    const sent = await pixels(photo);
    const seen = await Promise.all((await capturedPhotos(control)).map(pixels));
    expect(Math.min(...seen.map((got) => difference(sent, got)))).toBeLessThan(6);
  });
});

/** Mean difference of two photos, 0 to 255; infinite when their sizes differ. */
function difference(sent: Pixels, got: Pixels): number {
  if (sent.info.width !== got.info.width || sent.info.height !== got.info.height) return Infinity;
  const differences = sent.data.map((value, at) => Math.abs(value - (got.data[at] ?? 0)));
  return differences.reduce((sum, value) => sum + value, 0) / differences.length;
}

type Pixels = { readonly data: Buffer; readonly info: OutputInfo };

function pixels(photo: Buffer): Promise<Pixels> {
  return sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

/** All photos that the model received. */
async function capturedPhotos(control: EmulatorControl): Promise<Buffer[]> {
  const captures = await control.captures();
  const bodies = await Promise.all(
    captures.map(async ({ id }) => (await control.capture(id)).body),
  );
  return bodies
    .flatMap((body) => ModelRequest.safeParse(body).data?.contents ?? [])
    .flatMap(({ parts }) => parts)
    .flatMap(({ inlineData }) => (inlineData ? Buffer.from(inlineData.data, 'base64') : []));
}
