import { serveJobs } from '../worker-pool/worker-thread.ts';
import { type SpeechJob, speakSentence, startEspeak } from './speech-job.ts';

// A failure is reported by every sentence, not as an unhandled rejection.
startEspeak().catch(() => {});

serveJobs<SpeechJob>(speakSentence);
