import { access } from 'node:fs/promises';
import chromiumFromNpm from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Headless, as root and without the calls home that Chromium makes of its own accord. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** A camera and a microphone that show and say something, and a user who allows both. */
const FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * A headless Chromium: an installed one, else the one that comes from npm.
 *
 * @param microphone path of a WAV file that is heard, once, as its microphone; a beep without one
 */
export async function launchBrowser(microphone?: string): Promise<Browser> {
  const args = [...FLAGS, ...FAKE_MEDIA];
  if (microphone) args.push(`--use-file-for-fake-audio-capture=${microphone}%noloop`);
  return chromium.launch({ executablePath: await findChromium(), args });
}

/** The same, on a machine that has neither a microphone nor a camera. */
export async function launchBareBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}

/** Where a Chromium is. The one from npm is unpacked the first time. */
export async function findChromium(): Promise<string> {
  for (const path of INSTALLED) {
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return chromiumFromNpm.executablePath();
}
