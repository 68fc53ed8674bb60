import { serveJobs } from '../threads/serve-jobs.ts';
import { type TtsJob, speakSentence, startEspeak } from './tts-job.ts';

// A failure is reported by every sentence, not as an unhandled rejection.
startEspeak().catch(() => {});

serveJobs<TtsJob>(speakSentence);
