import { RpcMethod } from '@bakebot/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('push-to-talk', () => {
  it('records while the button is held, and sends on release', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    const id = app.state.microphone.recording ?? '';
    expect(app.device.microphone).toBe('open');
    expect(app.turn(id)?.delivery.state).toBe('recording');
    await app.advance(1000);
    await expect(app.service.stopVoiceRecording()).resolves.toBe('sent');
    expect(app.device.microphone).toBe('muted');
    expect(app.sent('rpc')).toEqual([
      { by: 'rpc', method: RpcMethod.startTalk, payload: JSON.stringify({ turnId: id }) },
      { by: 'rpc', method: RpcMethod.endTalk, payload: JSON.stringify({ turnId: id }) },
    ]);
    expect(app.turn(id)?.delivery.state).toBe('sent');
    expect(app.state.microphone).toEqual({
      mode: 'push-to-talk',
      permission: 'granted',
      recording: undefined,
    });
  });

  it('adds the transcript to the recording', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    const id = app.state.microphone.recording ?? '';
    const stream = app.room.transcript(id, 'user-1');
    stream.write('How much flour');
    stream.end();
    await app.settle();
    expect(app.turn(id)?.text).toBe('How much flour');
  });

  it('fails a recording as not retryable when its speech was not understood', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    const id = app.state.microphone.recording ?? '';
    await app.advance(1000);
    await app.service.stopVoiceRecording();
    app.room.agentSends({
      id: 'm1',
      type: 'turn',
      turnId: id,
      kind: 'voice',
      progress: { state: 'failed', code: 'speech_not_understood', detail: '', retryable: true },
    });
    expect(app.turn(id)?.delivery).toMatchObject({
      code: 'speech_not_understood',
      retryable: false,
    });
  });

  it('discards a press that is too short', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(100);
    await expect(app.service.stopVoiceRecording()).resolves.toBe('too_short');
    expect(app.conversation).toEqual([]);
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.startTalk },
      { method: RpcMethod.cancelTalk },
    ]);
  });

  it('discards the recording on cancel', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    await app.service.cancelVoiceRecording();
    expect(app.conversation).toEqual([]);
    expect(app.sent('rpc').at(-1)).toMatchObject({ method: RpcMethod.cancelTalk });
    expect(app.device.microphone).toBe('muted');
  });

  it('sends no RPC when the button is released during the permission prompt', async () => {
    await app.connectWithAgent();
    const { device } = app;
    const publication = { track: { mediaStreamTrack: device.track } };
    let grant: ((granted: typeof publication) => void) | undefined;
    const prompt = new Promise<typeof publication>((resolve) => (grant = resolve));
    device.setMicrophoneEnabled = (on) => (on ? prompt : Promise.resolve(publication));
    const started = app.service.startVoiceRecording();
    await app.advance(2000);
    const stopped = app.service.stopVoiceRecording();
    grant?.(publication);
    await started;
    await expect(stopped).resolves.toBe('too_short');
    expect(app.sent('rpc')).toEqual([]);
    expect(app.conversation).toEqual([]);
  });

  it('starts a second press while the first one is being sent', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    await app.service.stopVoiceRecording();
    app.room.sent.length = 0;
    let respond: (() => void) | undefined;
    app.device.rpcDelay = new Promise((resolve) => (respond = resolve));
    const first = app.service.startVoiceRecording();
    await app.advance(1000);
    const stopped = app.service.stopVoiceRecording();
    const second = app.service.startVoiceRecording();
    await app.advance(1000);
    respond?.();
    await Promise.all([first, stopped, second]);
    await app.settle();
    expect(app.device.microphone).toBe('open');
    expect(app.sent('rpc').map(({ method }) => method)).toEqual([
      RpcMethod.startTalk,
      RpcMethod.endTalk,
      RpcMethod.startTalk,
    ]);
    await app.advance(1000);
    await expect(app.service.stopVoiceRecording()).resolves.toBe('sent');
    expect(app.device.microphone).toBe('muted');
  });

  it('keeps a recording when a press in an earlier room fails late', async () => {
    await app.connectWithAgent();
    let fail: ((error: Error) => void) | undefined;
    app.device.rpcDelay = new Promise((_, reject) => (fail = reject));
    const first = app.service.startVoiceRecording();
    const rejection = first.catch((error: unknown) => error);
    await app.settle();
    await app.agentIsLost();
    app.room.agentIs('listening');
    await app.settle();
    await app.service.startVoiceRecording();
    const { recording } = app.state.microphone;
    fail?.(new Error('timeout'));
    expect(await rejection).toMatchObject({ code: 'cancelled' });
    expect(recording).toBeDefined();
    expect(app.state.microphone.recording).toBe(recording);
  });

  it('closes the microphone when the user disconnects during the permission prompt', async () => {
    await app.connectWithAgent();
    const { device } = app;
    const publication = { track: { mediaStreamTrack: device.track } };
    let grant: ((granted: typeof publication) => void) | undefined;
    device.setMicrophoneEnabled = () => new Promise((resolve) => (grant = resolve));
    const started = app.service.startVoiceRecording();
    const rejection = started.catch((error: unknown) => error);
    await app.settle();
    const disconnected = app.service.disconnect();
    grant?.(publication);
    expect(await rejection).toMatchObject({ code: 'cancelled' });
    await disconnected;
    await app.settle();
    expect(device.uses.at(-1)).toBe('none');
    expect(app.state.microphone).toMatchObject({ mode: 'off', recording: undefined });
    expect(app.conversation).toEqual([]);
  });

  it.each([
    ['microphone_denied', 'NotAllowedError', 'denied'],
    ['microphone_missing', 'NotFoundError', 'unknown'],
    ['microphone_failed', 'NotReadableError', 'unknown'],
  ])('rejects with %s when the browser throws %s', async (code, name, permission) => {
    await app.connectWithAgent();
    app.device.microphoneError = new DOMException('no', name);
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({ code });
    expect(app.state.microphone).toMatchObject({ permission, recording: undefined });
    expect(app.conversation).toEqual([]);
  });

  it('removes the turn when the start RPC fails', async () => {
    await app.connectWithAgent();
    app.device.rpcError = new Error('timeout');
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_unreachable',
    });
    expect(app.conversation).toEqual([]);
    expect(app.device.microphone).toBe('muted');
  });

  it('rejects a recording while the agent is joining', async () => {
    await app.service.connect();
    app.room.agentIs('initializing');
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_not_ready',
    });
    expect(app.device.microphone).toBe('none');
  });
});

describe('the open microphone', () => {
  it('opens the microphone on the device and at the agent, and closes it again', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    expect(app.device.microphone).toBe('open');
    await app.service.setMicrophone('off');
    expect(app.device.microphone).toBe('none');
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.setMicrophone, payload: '{"mode":"open"}' },
      { method: RpcMethod.setMicrophone, payload: '{"mode":"push-to-talk"}' },
    ]);
  });

  it('keeps the mode when the microphone cannot be opened', async () => {
    await app.connectWithAgent();
    app.device.microphoneError = new DOMException('no', 'NotAllowedError');
    await expect(app.service.setMicrophone('open')).rejects.toMatchObject({
      code: 'microphone_denied',
    });
    expect(app.state.microphone.mode).toBe('off');
  });

  it('opens the microphone again when a new agent replaces a lost one', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    await app.agentIsLost();
    app.room.agentIs('listening');
    await app.settle();
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.device.microphone).toBe('open');
    expect(app.sent('rpc')).toMatchObject([{ payload: '{"mode":"open"}' }]);
  });
});

describe('an audio interruption', () => {
  it('cancels a recording when the audio is interrupted', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    app.platform.audioListener?.interrupted();
    await app.settle();
    expect(app.conversation).toEqual([]);
    expect(app.state.microphone.recording).toBeUndefined();
    expect(app.sent('rpc').at(-1)).toMatchObject({ method: RpcMethod.cancelTalk });
  });

  it('restarts the capture of the open microphone when the audio resumes', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    app.device.uses.length = 0;
    app.platform.audioListener?.interrupted();
    app.platform.audioListener?.resumed();
    await app.settle();
    expect(app.device.uses).toEqual(['none', 'open']);
    expect(app.state.microphone.mode).toBe('open');
  });

  it('does not open an unused microphone when the audio resumes', async () => {
    await app.connectWithAgent();
    let deny: ((error: Error) => void) | undefined;
    const prompt = new Promise<never>((_, reject) => (deny = reject));
    const enable = vi.fn<() => Promise<never>>(() => prompt);
    app.device.setMicrophoneEnabled = enable;
    const opening = app.service.setMicrophone('open');
    const rejection = opening.catch((error: unknown) => error);
    await app.settle();
    // The permission prompt itself interrupts the app.
    app.platform.audioListener?.interrupted();
    app.platform.audioListener?.resumed();
    deny?.(new DOMException('no', 'NotAllowedError'));
    expect(await rejection).toMatchObject({ code: 'microphone_denied' });
    await app.settle();
    expect(enable).toHaveBeenCalledOnce();
  });

  it('sets the microphone to off when it cannot be opened after an interruption', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    app.device.microphoneError = new DOMException('busy', 'NotReadableError');
    app.platform.audioListener?.resumed();
    await app.settle();
    expect(app.state.microphone.mode).toBe('off');
  });
});
