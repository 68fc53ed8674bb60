import { access } from 'node:fs/promises';
import chromiumFromNpm from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** To run as root, without requests to Google. */
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

/** A fake camera and microphone, with permission for both. */
const FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * Launches a headless Chromium: an installed one, else the one from npm.
 *
 * @param microphone path of a WAV file that its microphone plays once; a beep by default
 */
export async function launchBrowser(microphone?: string): Promise<Browser> {
  const args = [...FLAGS, ...FAKE_MEDIA];
  if (microphone) args.push(`--use-file-for-fake-audio-capture=${microphone}%noloop`);
  return chromium.launch({ executablePath: await findChromium(), args });
}

/** Without a microphone and a camera. */
export async function launchBrowserWithoutDevices(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}

/** Resolves with a path. The Chromium from npm is unpacked on the first call. */
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
