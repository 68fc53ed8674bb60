import { APIConnectionError, APIStatusError } from '@livekit/agents';
import { describe, expect, it } from 'vitest';
import { GOOGLE, OPENAI } from './testing/vendor-errors.ts';
import { classifyVendorError } from './vendor-error.ts';
import { VendorRejection, vendorErrorOf } from './vendor-rejection.ts';

describe('vendorErrorOf', () => {
  it.each(GOOGLE)('recognizes as %s in an error without a status, %s', (kind, _, code, text) => {
    const error = new APIConnectionError({ message: `Google LLM: API error - ${text}` });
    expect(vendorErrorOf(error)).toMatchObject({ kind, words: expect.stringMatching(`^${code} `) });
  });

  it.each(OPENAI)(
    "recognizes as %s in the body of OpenAI's client, %s",
    (kind, _, statusCode, text) => {
      const body: { error: object } = JSON.parse(text);
      const error = new APIStatusError({
        message: `${statusCode} see the body`,
        options: { ...(statusCode && { statusCode }), body: body.error },
      });
      expect(vendorErrorOf(error).kind).toBe(kind);
    },
  );

  it("recognizes a socket's rejected handshake", () => {
    const error = new APIConnectionError({
      message: 'WebSocket error: Unexpected server response: 401',
    });
    expect(vendorErrorOf(error).kind).toBe('wrong_key');
  });

  it("recognizes the error in the framework's event", () => {
    const vendorError = classifyVendorError({ code: 404, text: '' });
    const event = {
      type: 'llm_error',
      error: new VendorRejection(vendorError),
      recoverable: false,
    };
    expect(vendorErrorOf(event)).toBe(vendorError);
  });
});
