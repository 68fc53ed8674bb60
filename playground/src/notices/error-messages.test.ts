import { LiveKitServiceError } from '@bakebot/client';
import { ErrorCode, MAX_IMAGES_PER_TURN } from '@bakebot/protocol';
import { expect, it } from 'vitest';
import { messageFor, messageForError } from './error-messages.ts';

// The compiler checks the client's codes, which are types only.
it.each(ErrorCode.options)('has a message for the error code %s', (code) => {
  expect(messageFor(code)).toMatch(/^[A-Z].+\.$/);
});

it('shows the message of the code when the client throws a service error', () => {
  const error = new LiveKitServiceError('room_refused', 'for developers');
  expect(messageForError(error)).toBe('Could not join the conversation. Reload the page.');
});

it('shows the message of an internal error when anything else is thrown', () => {
  expect(messageForError(new TypeError('x is undefined'))).toBe(messageFor('internal'));
});

it('names the limit of photos in one message', () => {
  expect(MAX_IMAGES_PER_TURN).toBe(4);
  expect(messageFor('image_too_many')).toContain('up to four photos');
  expect(messageFor('picture_count')).toContain('up to four photos');
});
