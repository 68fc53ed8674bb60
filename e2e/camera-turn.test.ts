import {
  LocalVideoTrack,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { expect, inject, it } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';

const WIDTH = 320;
const HEIGHT = 240;

/** Publishes a camera track of red frames. Returns a function that stops it. */
async function publishRedCamera({ room }: TestParticipant): Promise<() => void> {
  const source = new VideoSource(WIDTH, HEIGHT);
  const track = LocalVideoTrack.createVideoTrack('camera', source);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_CAMERA });
  const pixel = [200, 30, 30, 255];
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, at) => pixel[at % 4] ?? 0);
  const frame = new VideoFrame(pixels, WIDTH, HEIGHT, VideoBufferType.RGBA);
  const publication = await room.localParticipant?.publishTrack(track, options);
  const camera = setInterval(() => source.captureFrame(frame), 100);
  await publication?.waitForSubscription();
  return () => clearInterval(camera);
}

it.each(['cascade', 'live'])(
  'sends a camera frame to the model with a typed turn: %s',
  async (pipeline) => {
    const participant = await TestParticipant.join(inject('stack'), {
      profile: { preferences: { pipeline } },
    });
    const stopCamera = await publishRedCamera(participant);
    expect(await participant.ask('What do you see?')).toMatch(/320.*240|red/i);
    stopCamera();
    await participant.leave();
  },
);
