import { RpcMethod } from '@bakebot/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('holding the talk button', () => {
  it('records until it is released, and sends what was said', async () => {
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

  it('shows what was understood', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    const id = app.state.microphone.recording ?? '';
    const stream = app.room.transcript(id, 'user-1');
    stream.write('How much flour');
    stream.end();
    await app.settle();
    expect(app.turn(id)?.text).toBe('How much flour');
  });

  it('cannot be tried again when nothing was understood: nothing of it is kept', async () => {
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

  it('forgets a slip of the finger', async () => {
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

  it('forgets what was said when the finger slides off', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    await app.service.cancelVoiceRecording();
    expect(app.conversation).toEqual([]);
    expect(app.sent('rpc').at(-1)).toMatchObject({ method: RpcMethod.cancelTalk });
    expect(app.device.microphone).toBe('muted');
  });

  it('tells the agent nothing when it is released while the user is asked for the microphone', async () => {
    await app.connectWithAgent();
    const { device } = app;
    const publication = { track: { mediaStreamTrack: device.track } };
    let allow: ((given: typeof publication) => void) | undefined;
    const asked = new Promise<typeof publication>((resolve) => (allow = resolve));
    device.setMicrophoneEnabled = (on) => (on ? asked : Promise.resolve(publication));
    const started = app.service.startVoiceRecording();
    await app.advance(2000);
    const stopped = app.service.stopVoiceRecording();
    allow?.(publication);
    await started;
    await expect(stopped).resolves.toBe('too_short');
    expect(app.sent('rpc')).toEqual([]);
    expect(app.conversation).toEqual([]);
  });

  it('hears the second press, when the first is still on its way', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    await app.service.stopVoiceRecording();
    app.room.sent.length = 0;
    let answer: (() => void) | undefined;
    app.device.rpcDelay = new Promise((resolve) => (answer = resolve));
    const first = app.service.startVoiceRecording();
    await app.advance(1000);
    const stopped = app.service.stopVoiceRecording();
    const second = app.service.startVoiceRecording();
    await app.advance(1000);
    answer?.();
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

  it('is not ended by what is left of a press in a call that is over', async () => {
    await app.connectWithAgent();
    let fail: ((error: Error) => void) | undefined;
    app.device.rpcDelay = new Promise((_, reject) => (fail = reject));
    const first = app.service.startVoiceRecording();
    const called = first.catch((error: unknown) => error);
    await app.settle();
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    await app.settle();
    await app.service.startVoiceRecording();
    const { recording } = app.state.microphone;
    fail?.(new Error('timeout'));
    expect(await called).toMatchObject({ code: 'cancelled' });
    expect(recording).toBeDefined();
    expect(app.state.microphone.recording).toBe(recording);
  });

  it('leaves no microphone behind when the user hangs up while being asked for it', async () => {
    await app.connectWithAgent();
    const { device } = app;
    const publication = { track: { mediaStreamTrack: device.track } };
    let allow: ((given: typeof publication) => void) | undefined;
    device.setMicrophoneEnabled = () => new Promise((resolve) => (allow = resolve));
    const started = app.service.startVoiceRecording();
    const called = started.catch((error: unknown) => error);
    await app.settle();
    const off = app.service.disconnect();
    allow?.(publication);
    expect(await called).toMatchObject({ code: 'cancelled' });
    await off;
    await app.settle();
    expect(device.uses.at(-1)).toBe('none');
    expect(app.state.microphone).toMatchObject({ mode: 'off', recording: undefined });
    expect(app.conversation).toEqual([]);
  });

  it.each([
    ['microphone_denied', 'NotAllowedError', 'denied'],
    ['microphone_missing', 'NotFoundError', 'unknown'],
    ['microphone_failed', 'NotReadableError', 'unknown'],
  ])('says %s', async (code, name, permission) => {
    await app.connectWithAgent();
    app.device.microphoneError = new DOMException('no', name);
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({ code });
    expect(app.state.microphone).toMatchObject({ permission, recording: undefined });
    expect(app.conversation).toEqual([]);
  });

  it('withdraws the turn when the agent does not take the call', async () => {
    await app.connectWithAgent();
    app.device.rpcError = new Error('timeout');
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_unreachable',
    });
    expect(app.conversation).toEqual([]);
    expect(app.device.microphone).toBe('muted');
  });

  it('is refused while the agent is on its way', async () => {
    await app.service.connect();
    app.room.agentIs('initializing');
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_not_ready',
    });
    expect(app.device.microphone).toBe('none');
  });
});

describe('the open microphone', () => {
  it('is opened on both sides, and given back', async () => {
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

  it('stays what it was when it cannot be opened', async () => {
    await app.connectWithAgent();
    app.device.microphoneError = new DOMException('no', 'NotAllowedError');
    await expect(app.service.setMicrophone('open')).rejects.toMatchObject({
      code: 'microphone_denied',
    });
    expect(app.state.microphone.mode).toBe('off');
  });

  it('is open again with the next agent when one is lost', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    await app.settle();
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.device.microphone).toBe('open');
    expect(app.sent('rpc')).toMatchObject([{ payload: '{"mode":"open"}' }]);
  });
});

describe('a telephone call or an alarm', () => {
  it('ends a recording: its button is no longer under a finger', async () => {
    await app.connectWithAgent();
    await app.service.startVoiceRecording();
    await app.advance(1000);
    app.platform.audioListener?.interrupted();
    await app.settle();
    expect(app.conversation).toEqual([]);
    expect(app.state.microphone.recording).toBeUndefined();
    expect(app.sent('rpc').at(-1)).toMatchObject({ method: RpcMethod.cancelTalk });
  });

  it('leaves the open microphone open, with a capture that is alive', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    app.device.uses.length = 0;
    app.platform.audioListener?.interrupted();
    app.platform.audioListener?.resumed();
    await app.settle();
    expect(app.device.uses).toEqual(['none', 'open']);
    expect(app.state.microphone.mode).toBe('open');
  });

  it('asks for no microphone that was not in use', async () => {
    await app.connectWithAgent();
    let refuse: ((error: Error) => void) | undefined;
    const asked = new Promise<never>((_, reject) => (refuse = reject));
    const ask = vi.fn<() => Promise<never>>(() => asked);
    app.device.setMicrophoneEnabled = ask;
    const opening = app.service.setMicrophone('open');
    const refused = opening.catch((error: unknown) => error);
    await app.settle();
    // The system's own question was in front of the app.
    app.platform.audioListener?.interrupted();
    app.platform.audioListener?.resumed();
    refuse?.(new DOMException('no', 'NotAllowedError'));
    expect(await refused).toMatchObject({ code: 'microphone_denied' });
    await app.settle();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('says that the microphone is off when it cannot be had any more', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    app.device.microphoneError = new DOMException('busy', 'NotReadableError');
    app.platform.audioListener?.resumed();
    await app.settle();
    expect(app.state.microphone.mode).toBe('off');
  });
});
