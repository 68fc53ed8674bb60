import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Platform } from '../platform/platform.ts';
import { type AppState, type NativeAudio, reactNativePlatform } from './react-native-platform.ts';
import type { ResizePicture } from './prepare-picture.ts';

/** Records the audio calls, and moves the app between foreground and background. */
class Phone implements NativeAudio, AppState {
  readonly calls: string[] = [];
  readonly listeners = new Set<(state: string) => void>();
  /** Makes `startAudioSession` reject. */
  isInCall = false;

  async configureAudio(config: Parameters<NativeAudio['configureAudio']>[0]): Promise<void> {
    this.calls.push(`${config.ios.defaultOutput}, ${config.android.preferredOutputList[0]} first`);
  }
  async startAudioSession(): Promise<void> {
    if (this.isInCall) throw new Error('insufficient priority');
    this.calls.push('start');
  }
  async stopAudioSession(): Promise<void> {
    this.calls.push('stop');
  }
  addEventListener(_: 'change', listener: (state: string) => void): { remove: () => void } {
    this.listeners.add(listener);
    return { remove: () => void this.listeners.delete(listener) };
  }
  async changeState(state: string): Promise<void> {
    for (const listener of this.listeners) listener(state);
    await Promise.resolve();
    await Promise.resolve();
  }
}

/** Its first three bytes, as base64. */
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

describe('the audio session on React Native', () => {
  it('configures the audio session before its start, and stops it at the end', async () => {
    const release = await platform.openAudio?.(audioListener());
    expect(phone.calls).toEqual(['speaker, bluetooth first', 'start']);
    await release?.();
    expect(phone.calls.at(-1)).toBe('stop');
    expect(phone.listeners.size).toBe(0);
  });

  it('restarts the audio session after a telephone call', async () => {
    const listener = audioListener();
    await platform.openAudio?.(listener);
    await phone.changeState('inactive');
    await phone.changeState('background');
    expect(listener.interrupted).toHaveBeenCalledOnce();
    await phone.changeState('active');
    expect(phone.calls.filter((call) => call === 'start')).toHaveLength(2);
    expect(listener.resumed).toHaveBeenCalledOnce();
  });

  it('restarts the audio session on a later return when the telephone call still lasts', async () => {
    const listener = audioListener();
    await platform.openAudio?.(listener);
    phone.isInCall = true;
    await phone.changeState('inactive');
    await phone.changeState('active');
    expect(listener.resumed).not.toHaveBeenCalled();
    phone.isInCall = false;
    await phone.changeState('inactive');
    await phone.changeState('active');
    expect(listener.resumed).toHaveBeenCalledOnce();
  });

  it('stops the audio session only after a pending restart', async () => {
    const release = await platform.openAudio?.(audioListener());
    for (const notify of phone.listeners) notify('background');
    for (const notify of phone.listeners) notify('active');
    await release?.();
    expect(phone.calls.slice(-2)).toEqual(['start', 'stop']);
  });
});

describe('onWake on React Native', () => {
  it('calls the listener when the app returns to the foreground', async () => {
    const wake = vi.fn<() => void>();
    const stop = platform.onWake?.(wake);
    await phone.changeState('background');
    expect(wake).not.toHaveBeenCalled();
    await phone.changeState('active');
    expect(wake).toHaveBeenCalledOnce();
    stop?.();
    expect(phone.listeners.size).toBe(0);
  });
});

describe('preparePicture on React Native', () => {
  it('returns the resized picture as bytes and a preview', async () => {
    const picture = await platform.preparePicture({ uri: 'file:///photo.heic' });
    expect(resize).toHaveBeenCalledWith('file:///photo.heic', { maxSide: 1536, quality: 0.85 });
    expect(picture).toEqual({
      bytes: Uint8Array.of(0xff, 0xd8, 0xff),
      type: 'image/jpeg',
      preview: { url: small.uri, width: 1536, height: 1152 },
    });
  });

  it('rejects a picture that is not a JPEG', async () => {
    resize.mockResolvedValueOnce({ ...small, base64: 'AAAA' });
    await expect(platform.preparePicture({ uri: 'file:///photo.heic' })).rejects.toThrow('JPEG');
  });
});
