import { IMAGE_TOPIC, MAX_PACKET_BYTES, MESSAGE_TOPIC } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveKitServiceError } from '../state/errors.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('a typed turn', () => {
  it('goes to the agent as a packet', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('  How much is a cup?  ');
    await app.settle();
    expect(app.sent('packet')).toEqual([
      {
        by: 'packet',
        topic: MESSAGE_TOPIC,
        text: JSON.stringify({ id, type: 'text', text: 'How much is a cup?' }),
      },
    ]);
    expect(app.turn(id)?.delivery.state).toBe('sent');
  });

  it('goes as a text stream when it does not fit into a packet', async () => {
    await app.connectWithAgent();
    await app.service.sendText('x'.repeat(MAX_PACKET_BYTES));
    await app.settle();
    expect(app.sent('stream')).toMatchObject([{ topic: MESSAGE_TOPIC }]);
  });

  it('waits for the agent, in order', async () => {
    await app.service.connect();
    const first = await app.service.sendText('one');
    await app.service.sendText('two');
    await app.settle();
    expect(app.turn(first)?.delivery.state).toBe('queued');
    app.room.agentIs('initializing');
    await app.settle();
    expect(app.sent('packet').map((each) => JSON.stringify(each))).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('two'),
    ]);
  });

  it('waits while the connection is away, and is sent again when its receipt is missing', async () => {
    await app.connectWithAgent();
    const first = await app.service.sendText('one');
    await app.settle();
    app.room.emit('reconnecting');
    const second = await app.service.sendText('two');
    await app.settle();
    expect(app.turn(second)?.delivery.state).toBe('queued');
    app.room.sent.length = 0;
    app.room.emit('reconnected');
    await app.settle();
    expect(app.sent('packet')).toHaveLength(2);
    expect(app.turn(first)?.delivery.state).toBe('sent');
  });

  it('is not given up while the connection is away, however long', async () => {
    await app.connectWithAgent();
    const sent = await app.service.sendText('one');
    const received = await app.service.sendText('two');
    await app.settle();
    app.agentReports(received, 'received');
    app.room.emit('reconnecting');
    await app.advance(44_000);
    expect(app.turn(sent)?.delivery.state).toBe('sent');
    expect(app.turn(received)?.delivery.state).toBe('received');
    app.room.sent.length = 0;
    app.room.emit('reconnected');
    await app.settle();
    expect(app.sent('packet')).toHaveLength(2);
    await app.advance(10_001);
    expect(app.platform.rooms).toHaveLength(2);
  });

  it('goes to a fresh agent when the agent never says that it has it', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.advance(10_001);
    expect(app.platform.rooms).toHaveLength(2);
    app.room.agentIs('listening');
    await app.settle();
    expect(app.sent('packet')).toMatchObject([{ text: expect.stringContaining(id) }]);
  });

  it('fails when the fresh agent does not react either, and can be sent again', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.advance(10_001);
    app.room.agentIs('listening');
    await app.advance(10_001);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.turn(id)?.delivery).toMatchObject({ state: 'failed', code: 'not_delivered' });
    await app.service.retry(id);
    await app.settle();
    app.agentReports(id, 'received');
    await app.advance(10_000);
    expect(app.turn(id)?.delivery.state).toBe('received');
  });

  it('fails when its answer does not begin, also if the agent never says so', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'received');
    await app.advance(30_000);
    expect(app.turn(id)?.delivery).toMatchObject({ code: 'turn_timeout', retryable: true });
  });

  it('may take its time once its answer has begun', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'received');
    app.agentReports(id, 'answering');
    await app.advance(120_000);
    expect(app.turn(id)?.delivery.state).toBe('answering');
  });

  it('fails when it cannot be sent', async () => {
    await app.connectWithAgent();
    app.device.sendError = new Error('channel closed');
    const id = await app.service.sendText('Hello');
    await app.settle();
    expect(app.turn(id)?.delivery).toMatchObject({ state: 'failed', code: 'not_delivered' });
  });

  it('cannot be sent again once it is answered', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'answered');
    await expect(app.service.retry(id)).rejects.toMatchObject({ code: 'turn_unknown' });
  });

  it.each([
    ['text_empty', '  '],
    ['text_too_long', 'ü'.repeat(9000)],
  ])('is refused with %s', async (code, text) => {
    await app.connectWithAgent();
    await expect(app.service.sendText(text)).rejects.toMatchObject({ code });
    expect(app.conversation).toEqual([]);
  });

  it('is refused without a connection', async () => {
    await expect(app.service.sendText('Hello')).rejects.toBeInstanceOf(LiveKitServiceError);
    await expect(app.service.sendText('Hello')).rejects.toMatchObject({ code: 'not_connected' });
  });
});

describe('a picture', () => {
  const photo = new Blob(['jpeg'], { type: 'image/jpeg' });

  it('is announced with its caption, then sent', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendImage([photo, photo], { caption: 'Done?' });
    await app.settle();
    expect(app.sent('packet')).toMatchObject([
      { text: JSON.stringify({ id, type: 'image', count: 2, caption: 'Done?' }) },
    ]);
    expect(app.sent('bytes')).toMatchObject(
      ['0', '1'].map((index) => ({
        topic: IMAGE_TOPIC,
        mimeType: 'image/jpeg',
        attributes: { turn_id: id, index, count: '2' },
        size: 4,
      })),
    );
    expect(app.turn(id)).toMatchObject({
      kind: 'image',
      text: 'Done?',
      pictures: [{ url: 'blob:1' }, { url: 'blob:1' }],
    });
  });

  it('is not given up while it is on its way, however slow', async () => {
    await app.connectWithAgent();
    let arrive: (() => void) | undefined;
    app.device.uploadDelay = new Promise((resolve) => (arrive = resolve));
    const id = await app.service.sendImage(photo);
    await app.settle();
    app.agentReports(id, 'received');
    await app.advance(60_000);
    expect(app.turn(id)?.delivery).toEqual({ state: 'sending', progress: 0 });
    arrive?.();
    await app.settle();
    expect(app.turn(id)?.delivery.state).toBe('received');
    await app.advance(30_001);
    expect(app.turn(id)?.delivery).toMatchObject({ code: 'turn_timeout' });
  });

  it('shows how much of it is out', async () => {
    await app.connectWithAgent();
    const bytes = new Uint8Array(96 * 1024);
    const id = await app.service.sendImage(new Blob([bytes], { type: 'image/jpeg' }));
    await app.settle();
    const seen = app.observed.flatMap((event) =>
      event.type === 'delivery' && event.delivery.state === 'sending'
        ? [event.delivery.progress]
        : [],
    );
    expect(seen).toEqual([0, 0.5, 1]);
    expect(app.turn(id)?.delivery.state).toBe('sent');
  });

  it('can be taken back while it is on its way', async () => {
    await app.connectWithAgent();
    let arrive: (() => void) | undefined;
    app.device.uploadDelay = new Promise((resolve) => (arrive = resolve));
    const bytes = new Uint8Array(96 * 1024);
    const id = await app.service.sendImage(new Blob([bytes], { type: 'image/jpeg' }));
    await app.settle();
    await app.service.cancel(id);
    arrive?.();
    await app.settle();
    expect(app.conversation).toEqual([]);
    expect(app.sent('bytes')).toMatchObject([{ size: 48 * 1024 }]);
  });

  it('does not hold up anything when its room is gone and it never ends', async () => {
    await app.connectWithAgent();
    app.device.uploadDelay = new Promise(() => undefined);
    const picture = await app.service.sendImage(photo);
    await app.settle();
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    const text = await app.service.sendText('Are you there?');
    await app.settle();
    expect(app.turn(picture)?.delivery.state).toBe('sent');
    expect(app.turn(text)?.delivery.state).toBe('sent');
  });

  it('does not go on in a room that is gone when it goes out anew', async () => {
    await app.connectWithAgent();
    const { device } = app;
    let arrive: (() => void) | undefined;
    device.uploadDelay = new Promise((resolve) => (arrive = resolve));
    const gone = app.room;
    const bytes = new Uint8Array(96 * 1024);
    const id = await app.service.sendImage(new Blob([bytes], { type: 'image/jpeg' }));
    await app.settle();
    app.platform.prepareRoom = ({ localParticipant }) => {
      localParticipant.uploadDelay = new Promise(() => undefined);
    };
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    await app.settle();
    arrive?.();
    await app.settle();
    expect(gone.sent.at(-1)).toMatchObject({ by: 'bytes', size: 48 * 1024 });
    expect(app.turn(id)?.delivery).toEqual({ state: 'sending', progress: 0 });
  });

  it('is not taken when the user hangs up before it is ready', async () => {
    await app.connectWithAgent();
    const sending = app.service.sendImage(photo);
    const refused = sending.catch((error: unknown) => error);
    await app.service.disconnect();
    expect(await refused).toMatchObject({ code: 'not_connected' });
    expect(app.conversation).toEqual([]);
  });

  it('cannot be taken back when the agent has it', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendImage(photo);
    await app.settle();
    await expect(app.service.cancel(id)).rejects.toMatchObject({ code: 'turn_unknown' });
  });

  it('is refused when the device cannot read it', async () => {
    await app.connectWithAgent();
    const text = new Blob(['hello'], { type: 'text/plain' });
    await expect(app.service.sendImage(text)).rejects.toMatchObject({ code: 'picture_unreadable' });
    expect(app.conversation).toEqual([]);
  });

  it.each([[[]], [[photo, photo, photo, photo, photo]]])(
    'is refused when there are none or too many',
    async (pictures) => {
      await app.connectWithAgent();
      await expect(app.service.sendImage(pictures)).rejects.toMatchObject({
        code: 'picture_count',
      });
    },
  );
});
