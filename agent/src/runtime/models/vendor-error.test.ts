import { APIStatusError } from '@livekit/agents';
import { assert, integer, json, nat, option, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GOOGLE, googleError, LIVE, OPENAI, openaiError, OTHERS } from './testing/vendor-errors.ts';
import { classifyVendorError, explainVendorError } from './vendor-error.ts';

describe('classifyVendorError', () => {
  it.each(GOOGLE)("recognizes as %s Google's %s", (kind, _, code, text) => {
    expect(classifyVendorError({ code, text }).kind).toBe(kind);
  });

  it.each(LIVE)("recognizes as %s Gemini Live's %s", (kind, _, code, text) => {
    expect(classifyVendorError({ code, text }).kind).toBe(kind);
  });

  it.each(OPENAI)("recognizes as %s OpenAI's %s", (kind, _, code, text) => {
    expect(classifyVendorError({ code, text }).kind).toBe(kind);
  });

  it.each(OTHERS)('recognizes as %s: %s', (kind, _, code, text) => {
    expect(classifyVendorError({ code, text }).kind).toBe(kind);
  });

  it.each(GOOGLE)('recognizes as %s, behind words of the client, %s', (kind, _, code, text) => {
    const framed = `Google LLM: Client error (${code}) - ${text}`;
    expect(classifyVendorError({ code, text: framed }).kind).toBe(kind);
    expect(classifyVendorError({ code, text: `[${text}]` }).kind).toBe(kind);
  });

  it('calls permanent what a retry cannot mend', () => {
    const permanent = [...GOOGLE, ...LIVE, ...OPENAI, ...OTHERS].filter(
      ([, , code, text]) => classifyVendorError({ code, text }).isPermanent,
    );
    expect(new Set(permanent.map(([kind]) => kind))).toEqual(
      new Set(['wrong_key', 'no_access', 'no_credit', 'model_gone', 'bad_request']),
    );
  });

  it("calls permanent every status that LiveKit's framework does not retry", () => {
    assert(
      property(integer({ min: 400, max: 599 }), (statusCode) => {
        const { retryable } = new APIStatusError({ options: { statusCode } });
        expect(classifyVendorError({ code: statusCode, text: '' }).isPermanent).toBe(!retryable);
      }),
    );
  });

  it("quotes the vendor's status, reason and message", () => {
    const text = googleError(400, 'INVALID_ARGUMENT', 'API key not valid.', 'API_KEY_INVALID');
    expect(classifyVendorError({ code: 400, text }).words).toBe(
      '400 INVALID_ARGUMENT API_KEY_INVALID API key not valid.',
    );
  });

  it('quotes neither keys nor content of the request', () => {
    const key = openaiError('Incorrect API key provided: sk-proj-abc***xyz.', 'invalid_api_key');
    expect(classifyVendorError({ code: 401, text: key }).words).not.toMatch(/abc|xyz/);
    const secret = 'my grandmother told me to bake at two hundred degrees';
    const text = googleError(400, 'INVALID_ARGUMENT', `Invalid value at 'contents': "${secret}"`);
    expect(classifyVendorError({ code: 400, text }).words).not.toContain('grandmother');
  });

  it('accepts any text', () => {
    assert(
      property(option(nat(5000), { nil: undefined }), string(), (code, text) => {
        expect(classifyVendorError({ code, text }).words.length).toBeLessThanOrEqual(300);
      }),
    );
    assert(
      property(json(), (text) => {
        expect(classifyVendorError({ code: 404, text }).words).toMatch(/^404/);
      }),
    );
  });
});

describe('explainVendorError', () => {
  const kinds = [...GOOGLE, ...LIVE, ...OPENAI, ...OTHERS].map(([kind]) => kind);
  const vendors = ['gemini', 'vertex', 'openai', 'deepgram', 'elevenlabs', 'livekit'] as const;

  it('says what to do, in one sentence', () => {
    const sentences = vendors.flatMap((vendor) =>
      kinds.map((kind) => explainVendorError(kind, vendor, 'm-1')),
    );
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z][^.]+(\.\w[^.]*)*: \S.+\.$/);
    }
  });

  it('names the setting of a wrong key, and where to get one', () => {
    expect(explainVendorError('wrong_key', 'gemini', 'm-1')).toBe(
      'Google rejects GOOGLE_API_KEY: get a key at https://aistudio.google.com/apikey.',
    );
  });

  it('names the successor of a retired model', () => {
    expect(explainVendorError('model_gone', 'gemini', 'gemini-3.1-flash-tts-preview')).toMatch(
      /: use gemini-3\.8\S+ instead\.$/,
    );
  });
});
