import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import {
  AgentMessage,
  AgentStatus,
  AppActionResult,
  DispatchMetadata,
  ImageStreamAttributes,
  ImageType,
  MAX_IMAGES_PER_TURN,
  MAX_PACKET_BYTES,
  MAX_TEXT_BYTES,
  MicrophoneRequest,
  NotifyRequest,
  OpenCameraRequest,
  PausedTimer,
  Recipe,
  RecipeIngredient,
  SpokenRepliesRequest,
  TalkRequest,
  Timer,
  TokenRequest,
  TokenResponse,
  TurnId,
  TurnKind,
  TurnProgress,
  UsageLine,
  UserMessage,
  VibrateRequest,
} from './index.ts';

type Case = readonly [name: string, schema: z.ZodMiniType, value: unknown];

const id = 'm-1';
const text = { id, type: 'text', text: 'Hi' };
const image = { id, type: 'image', count: 1 };
const status = { id, type: 'status', status: 'leaving' };
const step = { id, type: 'recipe_step', recipeId: 'r-1', currentStep: 0 };
const timer = { id: 't-1', name: 'muffins', startedAt: 0, ringsAt: 60_000, state: 'running' };
const recipe = { id: 'r-1', title: 'Pancakes', ingredients: [], steps: [] };
const failed = { state: 'failed', code: 'internal', detail: '', retryable: false };
const usageLine = {
  provider: 'Gemini',
  model: 'm',
  direction: 'in',
  modality: 'text',
  unit: 'tokens',
  amount: 0,
};
const metadata = { v: 1, subject: 'ada', identity: 'user-ada', correlationId: 'call-7' };

const ACCEPTED: readonly Case[] = [
  ['an id of 1 character', TurnId, 'a'],
  ['an id of 64 characters', TurnId, 'a'.repeat(64)],
  ['an id with every allowed kind of character', TurnId, 'aZ_0.9:-'],
  ['a UUID as an id', TurnId, '8e0f6f0e-2c5b-4a25-9d4e-0f6f8a4f2b11'],
  ['a text of 1 character', UserMessage, { ...text, text: '?' }],
  ['a text of the largest turn', UserMessage, { ...text, text: 'x'.repeat(MAX_TEXT_BYTES) }],
  ['an answer', AgentMessage, { ...text, replyTo: 'turn-1' }],
  ['speech that the agent initiates', AgentMessage, text],
  ['an announcement of 1 image', UserMessage, image],
  [
    'an announcement of more images than a turn has, which fails with a code of its own',
    UserMessage,
    { ...image, count: MAX_IMAGES_PER_TURN + 1 },
  ],
  ['a vibration of 1 ms', VibrateRequest, { durationMs: 1 }],
  ['a vibration of 5 s', VibrateRequest, { durationMs: 5000 }],
  ['an empty notification', NotifyRequest, { tag: '', title: '', body: '' }],
  ['an empty hint', OpenCameraRequest, { hint: '' }],
  ['an action that was done', AppActionResult, { done: true }],
  [
    'an action that was not done, with its reason',
    AppActionResult,
    { done: false, reason: 'denied' },
  ],
  ['a push-to-talk call', TalkRequest, { turnId: id }],
  ['an open microphone', MicrophoneRequest, { mode: 'open' }],
  ['push-to-talk', MicrophoneRequest, { mode: 'push-to-talk' }],
  ['spoken replies off', SpokenRepliesRequest, { on: false }],
  ['the first step of a recipe', AgentMessage, step],
  ['a recipe without ingredients and steps', Recipe, recipe],
  ['an unmeasured ingredient', RecipeIngredient, { unit: '', name: 'salt' }],
  ['a very small amount', RecipeIngredient, { amount: 0.01, unit: 'g', name: 'saffron' }],
  ['a canceled timer', Timer, { ...timer, state: 'cancelled' }],
  ['a paused timer', PausedTimer, { id: 't-1', name: 'muffins', leftMs: 1000 }],
  ['timers without paused ones', AgentMessage, { id, type: 'timers', now: 0, timers: [timer] }],
  ['a status without a reason', AgentMessage, status],
  ['a failed turn', TurnProgress, failed],
  ['usage of nothing', UsageLine, usageLine],
  ['minimal dispatch metadata', DispatchMetadata, metadata],
  ['a token request without fields', TokenRequest, {}],
  ['a token request whose fields are null', TokenRequest, { room_name: null, room_config: null }],
];

const REJECTED: readonly Case[] = [
  ['an empty id', TurnId, ''],
  ['an id of 65 characters', TurnId, 'a'.repeat(65)],
  ['an id with a space', TurnId, 'a b'],
  ['an id with a slash', TurnId, 'a/b'],
  ['an id with a line break at its end', TurnId, 'a\n'],
  ['an id outside ASCII', TurnId, 'ä'],
  ['a number as an id', TurnId, 7],
  ['an empty text', UserMessage, { ...text, text: '' }],
  ['an answer to an invalid id', AgentMessage, { ...text, replyTo: '' }],
  ['an image announcement from the agent', AgentMessage, image],
  ['an agent’s message from the app', UserMessage, status],
  ['an unknown type', AgentMessage, { id, type: 'poem' }],
  ['an announcement of no image', UserMessage, { ...image, count: 0 }],
  ['an announcement of half an image', UserMessage, { ...image, count: 1.5 }],
  ['a count as text in JSON', UserMessage, { ...image, count: '1' }],
  ['a vibration of 0 ms', VibrateRequest, { durationMs: 0 }],
  ['a vibration over 5 s', VibrateRequest, { durationMs: 5001 }],
  ['a vibration of a fraction of a ms', VibrateRequest, { durationMs: 0.5 }],
  ['an action that was not done, without a reason', AppActionResult, { done: false }],
  ['an unknown reason of an action', AppActionResult, { done: false, reason: 'busy' }],
  ['a push-to-talk call without a turn', TalkRequest, {}],
  ['an unknown microphone mode', MicrophoneRequest, { mode: 'closed' }],
  ['spoken replies as text', SpokenRepliesRequest, { on: 'false' }],
  ['a negative step', AgentMessage, { ...step, currentStep: -1 }],
  ['a recipe without a title', Recipe, { ...recipe, title: '' }],
  ['a recipe for 0 servings', Recipe, { ...recipe, servings: 0 }],
  ['an empty step', Recipe, { ...recipe, steps: [''] }],
  ['an amount of 0', RecipeIngredient, { amount: 0, unit: 'g', name: 'flour' }],
  ['an ingredient without a name', RecipeIngredient, { unit: '', name: '' }],
  ['an unknown state of a timer', Timer, { ...timer, state: 'paused' }],
  ['a paused timer with no time left', PausedTimer, { id: 't-1', name: 'muffins', leftMs: 0 }],
  ['an unknown status', AgentStatus, 'tired'],
  ['an unknown reason to leave', AgentMessage, { ...status, reason: 'bored' }],
  ['an unknown kind of turn', TurnKind, 'video'],
  ['an unknown error code', TurnProgress, { ...failed, code: 'oops' }],
  ['a failed turn without retryable', TurnProgress, { ...failed, retryable: undefined }],
  ['negative usage', UsageLine, { ...usageLine, amount: -1 }],
  ['dispatch metadata of another version', DispatchMetadata, { ...metadata, v: 2 }],
  ['dispatch metadata without an identity', DispatchMetadata, { ...metadata, identity: undefined }],
  ['preferences that are not text', DispatchMetadata, { ...metadata, preferences: { units: 1 } }],
  ['GIF images', ImageType, 'image/gif'],
  ['attributes that are not text', TokenRequest, { participant_attributes: { a: 1 } }],
  ['a token response without a token', TokenResponse, { server_url: 'wss://example.com' }],
];

describe('the protocol', () => {
  it.each(ACCEPTED)('accepts %s', (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it.each(REJECTED)('rejects %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  it('drops unknown fields, so that either side can be newer', () => {
    expect(UserMessage.parse({ ...text, mood: 'happy' })).toEqual(text);
    expect(DispatchMetadata.parse({ ...metadata, plan: 'free' })).toEqual(metadata);
    expect(TokenRequest.parse({ color: 'red' })).toEqual({});
  });

  it('has room in a text stream for text that does not fit into a packet', () => {
    expect(MAX_TEXT_BYTES).toBeGreaterThan(MAX_PACKET_BYTES);
  });
});

describe('attributes of an image stream', () => {
  it.each([
    ['an absent index and count', {}, { count: 1 }],
    ['the first of one', { index: '0', count: '1' }, { index: 0, count: 1 }],
    ['the last of the most', { index: '3', count: '4' }, { index: 3, count: MAX_IMAGES_PER_TURN }],
    ['numbers with spaces around them', { index: ' 2 ', count: ' 3 ' }, { index: 2, count: 3 }],
    ['an empty index', { index: '' }, { index: 0, count: 1 }],
    [
      'a turn and a caption',
      { turn_id: 'turn-1', caption: 'Baked through?' },
      { turn_id: 'turn-1', caption: 'Baked through?', count: 1 },
    ],
    ['unknown attributes', { 'lk.name': 'a.jpg' }, { count: 1 }],
  ])('are read from %s', (_, attributes, expected) => {
    expect(ImageStreamAttributes.parse(attributes)).toEqual(expected);
  });

  it.each([
    ['a negative index', { index: '-1' }],
    ['a fractional index', { index: '0.5' }],
    ['an index that is not a number', { index: 'first' }],
    ['an infinite index', { index: 'Infinity' }],
    ['a count of 0', { count: '0' }],
    ['an empty count', { count: '' }],
    ['a count over the limit', { count: String(MAX_IMAGES_PER_TURN + 1) }],
    ['a count that is not a number', { count: 'NaN' }],
    ['an invalid turn id', { turn_id: 'a b' }],
    ['an empty turn id', { turn_id: '' }],
  ])('are rejected for %s', (_, attributes) => {
    expect(ImageStreamAttributes.safeParse(attributes).success).toBe(false);
  });
});
