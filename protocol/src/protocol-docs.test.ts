import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import page from '../../docs/protocol.md?raw';
import * as protocol from './index.ts';

type Example = { readonly line: number; readonly schema: string; readonly json: string };

/** JSON in fenced blocks. The info string has the format and the schema: "json AgentMessage". */
const examples: readonly Example[] = [
  ...page.matchAll(/^```(json|jsonl|http)\b ?(\w*)\n(.*?)^```$/gms),
].flatMap(({ index, 1: format, 2: schema = '', 3: text = '' }) => {
  const line = page.slice(0, index).split('\n').length;
  // The body of an HTTP message follows its first empty line.
  const json = format === 'http' ? text.slice(text.indexOf('\n\n')) : text;
  const values = format === 'jsonl' ? json.trim().split('\n') : [json];
  return values.map((value, row) => ({ line: line + row, schema, json: value }));
});

/** Schemas of RPC payloads, by method. */
const PAYLOADS: Readonly<Record<string, z.ZodMiniType>> = {
  [protocol.RpcMethod.startTalk]: protocol.TalkRequest,
  [protocol.RpcMethod.endTalk]: protocol.TalkRequest,
  [protocol.RpcMethod.cancelTalk]: protocol.TalkRequest,
  [protocol.RpcMethod.setMicrophone]: protocol.MicrophoneRequest,
  [protocol.RpcMethod.setSpokenReplies]: protocol.SpokenRepliesRequest,
  [protocol.AppAction.vibrate]: protocol.VibrateRequest,
  [protocol.AppAction.notify]: protocol.NotifyRequest,
  [protocol.AppAction.openCamera]: protocol.OpenCameraRequest,
};

/** The code in the first cells of the first table below a heading. */
function firstColumn(heading: string): readonly string[] {
  const table = page.slice(page.indexOf(heading)).match(/^\|.*\n\| -.*\n((?:\|.*\n)+)/m)?.[1] ?? '';
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);
}

function schemaOf(name: string): z.ZodMiniType {
  const schema: unknown = Object.entries(protocol).find(([key]) => key === name)?.[1];
  if (!(schema instanceof z.ZodMiniType)) throw new Error(`protocol/ exports no schema "${name}"`);
  return schema;
}

describe('docs/protocol.md', () => {
  it('has an example of every kind of message', () => {
    const types = [...protocol.UserMessage.def.options, ...protocol.AgentMessage.def.options].map(
      ({ def }) => def.shape.type.def.values[0],
    );
    const shown = examples.map(({ json }) => Object(JSON.parse(json)).type);
    expect(shown).toEqual(expect.arrayContaining(types));
  });

  it.each(examples)('has a valid $schema in line $line', ({ schema, json }) => {
    // Schemas drop unknown fields, so equality shows that every field is a known one.
    expect(schemaOf(schema).parse(JSON.parse(json))).toEqual(JSON.parse(json));
  });

  it.each(Object.entries(PAYLOADS))('has valid payloads of %s', (method, schema) => {
    const row = page.match(new RegExp(`^\\| \`${method}\`.*$`, 'm'))?.[0] ?? '';
    const payloads = [...row.matchAll(/`(\{[^`]*\})`/g)].map(([, json = '']) => json);
    expect(payloads).not.toHaveLength(0);
    for (const json of payloads) {
      expect(schema.parse(JSON.parse(json))).toEqual(JSON.parse(json));
    }
  });

  it('documents every RPC method of the agent and of the app', () => {
    expect(firstColumn('### Push-to-talk').toSorted()).toEqual(
      Object.values(protocol.RpcMethod).toSorted(),
    );
    expect(firstColumn('## App actions')).toEqual(Object.values(protocol.AppAction));
  });

  it('documents every error code, reason to leave and image attribute', () => {
    expect(firstColumn('## Error codes')).toEqual(protocol.ErrorCode.options);
    expect(firstColumn('### Status')).toEqual(protocol.LeaveReason.options);
    expect(firstColumn('### Images')).toEqual(Object.keys(protocol.ImageStreamAttributes.shape));
  });

  it('names every topic', () => {
    const { MESSAGE_TOPIC, IMAGE_TOPIC, CHAT_TOPIC, TRANSCRIPTION_TOPIC } = protocol;
    for (const topic of [MESSAGE_TOPIC, IMAGE_TOPIC, CHAT_TOPIC, TRANSCRIPTION_TOPIC]) {
      expect(page).toContain(`\`${topic}\``);
    }
    expect(page).toContain(`\`${protocol.AGENT_STATE_ATTRIBUTE}\``);
  });

  it('lists every limit with its value', () => {
    const units = { '': 1, s: 1000, KiB: 2 ** 10, MiB: 2 ** 20, megapixels: 1e6 };
    const listed = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d+) ?(\w*) +\|$/gm)].map(
      ([, name, value, unit = '']) => [name, Number(value) * Object(units)[unit]],
    );
    const limits = Object.entries(protocol).filter(([name]) =>
      /^[A-Z_]+_(BYTES|PIXELS|TURN|MS)$/.test(name),
    );
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(limits));
  });
});
