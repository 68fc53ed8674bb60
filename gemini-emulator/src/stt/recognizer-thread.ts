import type { Pcm } from '../audio/pcm.ts';
import { resample } from '../audio/resample.ts';
import { serveJobs } from '../threads/serve-jobs.ts';
import { STT_SAMPLE_RATE, Moonshine } from './moonshine.ts';

// Loading begins with the thread; the first job waits for it.
const loading = Moonshine.load();
// A failure is reported by every job that needs the model, not as an unhandled rejection.
loading.catch(() => {});

serveJobs<Pcm>(async (sound) => {
  const moonshine = await loading;
  const { samples } = resample(sound, STT_SAMPLE_RATE);
  return moonshine.transcribe(samples);
});
