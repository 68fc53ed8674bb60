import { IMAGE_TOPIC, MAX_PACKET_BYTES, MESSAGE_TOPIC } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveKitServiceError } from '../state/errors.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('text turns', () => {
  it('sends a text as a data packet', async () => {
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

  it('sends a text as a text stream when it exceeds a packet', async () => {
    await app.connectWithAgent();
    await app.service.sendText('x'.repeat(MAX_PACKET_BYTES));
    await app.settle();
    expect(app.sent('stream')).toMatchObject([{ topic: MESSAGE_TOPIC }]);
  });

  it('queues texts until the agent joins, and sends them in order', async () => {
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

  it('queues texts during an interruption, and sends unacknowledged ones again', async () => {
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

  it('does not time out turns during an interruption', async () => {
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

  it('sends a text to a new agent when the agent does not acknowledge it', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.advance(10_001);
    expect(app.platform.rooms).toHaveLength(2);
    app.room.agentIs('listening');
    await app.settle();
    expect(app.sent('packet')).toMatchObject([{ text: expect.stringContaining(id) }]);
  });

  it('fails a text as retryable when the new agent does not acknowledge it either', async () => {
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

  it('times out a turn when its answer does not start', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'received');
    await app.advance(30_000);
    expect(app.turn(id)?.delivery).toMatchObject({ code: 'turn_timeout', retryable: true });
  });

  it('does not time out a turn once its answer has started', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'received');
    app.agentReports(id, 'answering');
    await app.advance(120_000);
    expect(app.turn(id)?.delivery.state).toBe('answering');
  });

  it('fails a text when its data packet cannot be sent', async () => {
    await app.connectWithAgent();
    app.device.sendError = new Error('channel closed');
    const id = await app.service.sendText('Hello');
    await app.settle();
    expect(app.turn(id)?.delivery).toMatchObject({ state: 'failed', code: 'not_delivered' });
  });

  it('rejects a retry of an answered turn', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'answered');
    await expect(app.service.retry(id)).rejects.toMatchObject({ code: 'turn_unknown' });
  });

  it.each([
    ['text_empty', '  '],
    ['text_too_long', 'ü'.repeat(9000)],
  ])('rejects a text with %s', async (code, text) => {
    await app.connectWithAgent();
    await expect(app.service.sendText(text)).rejects.toMatchObject({ code });
    expect(app.conversation).toEqual([]);
  });

  it('rejects a text without a connection', async () => {
    await expect(app.service.sendText('Hello')).rejects.toBeInstanceOf(LiveKitServiceError);
    await expect(app.service.sendText('Hello')).rejects.toMatchObject({ code: 'not_connected' });
  });
});

describe('picture turns', () => {
  const photo = new Blob(['jpeg'], { type: 'image/jpeg' });

  it('sends a message with the caption, then the pictures as byte streams', async () => {
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

  it('does not time out a picture while it is uploading', async () => {
    await app.connectWithAgent();
    let finishUpload: (() => void) | undefined;
    app.device.uploadDelay = new Promise((resolve) => (finishUpload = resolve));
    const id = await app.service.sendImage(photo);
    await app.settle();
    app.agentReports(id, 'received');
    await app.advance(60_000);
    expect(app.turn(id)?.delivery).toEqual({ state: 'sending', progress: 0 });
    finishUpload?.();
    await app.settle();
    expect(app.turn(id)?.delivery.state).toBe('received');
    await app.advance(30_001);
    expect(app.turn(id)?.delivery).toMatchObject({ code: 'turn_timeout' });
  });

  it('reports the upload progress of a picture', async () => {
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

  it('cancels a picture while it is uploading', async () => {
    await app.connectWithAgent();
    let finishUpload: (() => void) | undefined;
    app.device.uploadDelay = new Promise((resolve) => (finishUpload = resolve));
    const bytes = new Uint8Array(96 * 1024);
    const id = await app.service.sendImage(new Blob([bytes], { type: 'image/jpeg' }));
    await app.settle();
    await app.service.cancel(id);
    finishUpload?.();
    await app.settle();
    expect(app.conversation).toEqual([]);
    expect(app.sent('bytes')).toMatchObject([{ size: 48 * 1024 }]);
  });

  it('sends the queue when an upload hangs in an earlier room', async () => {
    await app.connectWithAgent();
    app.device.uploadDelay = new Promise(() => undefined);
    const picture = await app.service.sendImage(photo);
    await app.settle();
    await app.agentIsLost();
    app.room.agentIs('listening');
    const text = await app.service.sendText('Are you there?');
    await app.settle();
    expect(app.turn(picture)?.delivery.state).toBe('sent');
    expect(app.turn(text)?.delivery.state).toBe('sent');
  });

  it('stops an upload in an earlier room when its turn is sent again', async () => {
    await app.connectWithAgent();
    const { device } = app;
    let finishUpload: (() => void) | undefined;
    device.uploadDelay = new Promise((resolve) => (finishUpload = resolve));
    const earlierRoom = app.room;
    const bytes = new Uint8Array(96 * 1024);
    const id = await app.service.sendImage(new Blob([bytes], { type: 'image/jpeg' }));
    await app.settle();
    app.platform.prepareRoom = ({ localParticipant }) => {
      localParticipant.uploadDelay = new Promise(() => undefined);
    };
    await app.agentIsLost();
    app.room.agentIs('listening');
    await app.settle();
    finishUpload?.();
    await app.settle();
    expect(earlierRoom.sent.at(-1)).toMatchObject({ by: 'bytes', size: 48 * 1024 });
    expect(app.turn(id)?.delivery).toEqual({ state: 'sending', progress: 0 });
  });

  it('rejects a picture when the user disconnects before it is prepared', async () => {
    await app.connectWithAgent();
    const sending = app.service.sendImage(photo);
    const rejection = sending.catch((error: unknown) => error);
    await app.service.disconnect();
    expect(await rejection).toMatchObject({ code: 'not_connected' });
    expect(app.conversation).toEqual([]);
  });

  it('rejects a cancel of a picture that was sent', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendImage(photo);
    await app.settle();
    await expect(app.service.cancel(id)).rejects.toMatchObject({ code: 'turn_unknown' });
  });

  it('rejects a picture that the device cannot decode', async () => {
    await app.connectWithAgent();
    const text = new Blob(['hello'], { type: 'text/plain' });
    await expect(app.service.sendImage(text)).rejects.toMatchObject({ code: 'picture_unreadable' });
    expect(app.conversation).toEqual([]);
  });

  it.each([[[]], [[photo, photo, photo, photo, photo]]])(
    'rejects a turn with no or too many pictures',
    async (pictures) => {
      await app.connectWithAgent();
      await expect(app.service.sendImage(pictures)).rejects.toMatchObject({
        code: 'picture_count',
      });
    },
  );
});
