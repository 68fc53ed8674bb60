/**
 * The bare agent: the shortest agent that LiveKit's guides lead to, with the same models. Its push-to-talk is that of the
 * framework's own example, and its turn detector runs in the process instead of in LiveKit Cloud.
 */
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, inference, ServerOptions, voice } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import type { LocalParticipant } from '@livekit/rtc-node';
import { PUSH_TO_TALK } from './push-to-talk-metadata.ts';

export default defineAgent({
  entry: async (job) => {
    const isPushToTalk = job.job.metadata === PUSH_TO_TALK;
    const session = new voice.AgentSession({
      stt: new google.beta.GeminiSTT(),
      llm: new google.LLM({ model: 'gemini-3.6-flash' }),
      tts: new google.beta.TTS(),
      turnHandling: {
        turnDetection: isPushToTalk ? 'manual' : new inference.TurnDetector({ version: 'v1-mini' }),
        interruption: { mode: 'vad' },
      },
    });
    await job.connect();
    await session.start({
      agent: new voice.Agent({ instructions: 'You are a helpful baker.' }),
      room: job.room,
      record: false,
    });
    if (isPushToTalk) registerPushToTalk(job.room.localParticipant, session);
  },
});

function registerPushToTalk(
  participant: LocalParticipant | undefined,
  session: voice.AgentSession,
): void {
  participant?.registerRpcMethod('start_turn', async () => {
    session.interrupt();
    session.clearUserTurn();
    session.input.setAudioEnabled(true);
    return '';
  });
  participant?.registerRpcMethod('end_turn', async () => {
    session.input.setAudioEnabled(false);
    session.commitUserTurn();
    return '';
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env['AGENT_NAME'] ?? 'bare',
      numIdleProcesses: 1,
      host: '127.0.0.1',
      port: Number(process.env['AGENT_HEALTH_PORT']),
      loadFunc: async () => 0.1,
    }),
  );
}
