import { loadPlugin } from './load-plugin.ts';

/*
 * The vendors' packages that are not always installed. Written out, because a specifier that is computed is neither
 * checked nor found by tools.
 */

export const loadOpenAi = () =>
  loadPlugin('@livekit/agents-plugin-openai', () => import('@livekit/agents-plugin-openai'));

export const loadDeepgram = () =>
  loadPlugin('@livekit/agents-plugin-deepgram', () => import('@livekit/agents-plugin-deepgram'));

export const loadElevenLabs = () =>
  loadPlugin(
    '@livekit/agents-plugin-elevenlabs',
    () => import('@livekit/agents-plugin-elevenlabs'),
  );
