import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Platform } from '../platform/platform.ts';
import { type AppState, type NativeAudio, reactNativePlatform } from './react-native-platform.ts';
import type { ResizePicture } from './prepare-picture.ts';

/** A phone: what was asked of its sound, and the app before or behind the others. */
class Phone implements NativeAudio, AppState {
  readonly asked: string[] = [];
  readonly listeners = new Set<(state: string) => void>();
  /** While a telephone call lasts, nobody else gets the sound. */
  isInCall = false;

  async configureAudio(config: Parameters<NativeAudio['configureAudio']>[0]): Promise<void> {
    this.asked.push(`${config.ios.defaultOutput}, ${config.android.preferredOutputList[0]} first`);
  }
  async startAudioSession(): Promise<void> {
    if (this.isInCall) throw new Error('insufficient priority');
    this.asked.push('start');
  }
  async stopAudioSession(): Promise<void> {
    this.asked.push('stop');
  }
  addEventListener(_: 'change', listener: (state: string) => void): { remove: () => void } {
    this.listeners.add(listener);
    return { remove: () => void this.listeners.delete(listener) };
  }
  async goes(state: string): Promise<void> {
    for (const listener of this.listeners) listener(state);
    await Promise.resolve();
    await Promise.resolve();
  }
}

/** The first bytes of one. */
const JPEG = '/9j/';

const small: Awaited<ReturnType<ResizePicture>> = {
  uri: 'file:///small.jpg',
  width: 1536,
  height: 1152,
  base64: JPEG,
};

let phone: Phone;
let platform: Platform;
const resize = vi.fn<ResizePicture>(async () => small);

beforeEach(() => {
  phone = new Phone();
  platform = reactNativePlatform({ audio: phone, appState: phone, resize });
  resize.mockClear();
});

function audioListener() {
  return { interrupted: vi.fn<() => void>(), resumed: vi.fn<() => void>() };
}

describe("the phone's sound", () => {
  it('is configured before it is started, and stopped at the end', async () => {
    const release = await platform.openAudio?.(audioListener());
    expect(phone.asked).toEqual(['speaker, bluetooth first', 'start']);
    await release?.();
    expect(phone.asked.at(-1)).toBe('stop');
    expect(phone.listeners.size).toBe(0);
  });

  it('is started again after a telephone call', async () => {
    const heard = audioListener();
    await platform.openAudio?.(heard);
    await phone.goes('inactive');
    await phone.goes('background');
    expect(heard.interrupted).toHaveBeenCalledOnce();
    await phone.goes('active');
    expect(phone.asked.filter((asked) => asked === 'start')).toHaveLength(2);
    expect(heard.resumed).toHaveBeenCalledOnce();
  });

  it('waits for the next chance when the call still lasts', async () => {
    const heard = audioListener();
    await platform.openAudio?.(heard);
    phone.isInCall = true;
    await phone.goes('inactive');
    await phone.goes('active');
    expect(heard.resumed).not.toHaveBeenCalled();
    phone.isInCall = false;
    await phone.goes('inactive');
    await phone.goes('active');
    expect(heard.resumed).toHaveBeenCalledOnce();
  });

  it('is stopped only when a restart is through', async () => {
    const release = await platform.openAudio?.(audioListener());
    for (const each of phone.listeners) each('background');
    for (const each of phone.listeners) each('active');
    await release?.();
    expect(phone.asked.slice(-2)).toEqual(['start', 'stop']);
  });
});

describe('an app that comes to the front', () => {
  it('may be able to connect again', async () => {
    const wake = vi.fn<() => void>();
    const stop = platform.onWake?.(wake);
    await phone.goes('background');
    expect(wake).not.toHaveBeenCalled();
    await phone.goes('active');
    expect(wake).toHaveBeenCalledOnce();
    stop?.();
    expect(phone.listeners.size).toBe(0);
  });
});

describe('a picture', () => {
  it('is made small by the app, and becomes bytes and a preview', async () => {
    const picture = await platform.preparePicture({ uri: 'file:///photo.heic' });
    expect(resize).toHaveBeenCalledWith('file:///photo.heic', { maxSide: 1536, quality: 0.85 });
    expect(picture).toEqual({
      bytes: Uint8Array.of(0xff, 0xd8, 0xff),
      type: 'image/jpeg',
      preview: { url: small.uri, width: 1536, height: 1152 },
    });
  });

  it('is refused when it is no JPEG: the agent would refuse it, too', async () => {
    resize.mockResolvedValueOnce({ ...small, base64: 'AAAA' });
    await expect(platform.preparePicture({ uri: 'file:///photo.heic' })).rejects.toThrow('JPEG');
  });
});
