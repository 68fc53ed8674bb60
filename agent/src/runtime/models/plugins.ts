import { loadPlugin } from './load-plugin.ts';

/*
 * Optional vendor packages. Their specifiers are literals because computed ones are neither type-checked nor seen by
 * tools.
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
