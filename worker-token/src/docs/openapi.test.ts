import { TokenRequest } from '@bakebot/protocol';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { PROBLEMS } from '../http/problem.ts';
import { TestService } from '../testing/test-service.ts';
import { createOpenApi } from './openapi.ts';

const Content = z.record(z.string(), z.looseObject({ schema: z.looseObject({}) }));
const Operation = z.object({
  responses: z.record(z.string(), z.object({ content: z.optional(Content) })),
  requestBody: z.optional(z.object({ content: Content })),
});
const OpenApi = z.object({
  openapi: z.literal('3.1.1'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

async function describeService(): Promise<z.infer<typeof OpenApi>> {
  const response = await new TestService().fetch('/openapi.json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
  return OpenApi.parse(await response.json());
}

describe('openapi.json', () => {
  it('is the file that the schemas generate', async () => {
    await expect(`${JSON.stringify(createOpenApi(), null, 2)}\n`).toMatchFileSnapshot(
      'openapi.json',
    );
  });

  it('has the fields of LiveKit’s contract', async () => {
    const { paths } = await describeService();
    const schema = paths['/token']?.post?.requestBody?.content['application/json']?.schema;
    expect(Object.keys(Object(schema?.properties))).toEqual(Object.keys(TokenRequest.shape));
  });

  it('describes every problem except method_not_allowed', async () => {
    const described = JSON.stringify((await describeService()).paths);
    const missing = Object.keys(PROBLEMS).filter((code) => !described.includes(`"${code}"`));
    expect(missing).toEqual(['method_not_allowed']);
  });

  it('describes existing paths with the statuses that they return', async () => {
    const { paths } = await describeService();
    const service = new TestService();
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(operations)) {
        const { status } = await service.fetch(path, { method: method.toUpperCase() });
        expect(Object.keys(responses)).toContain(`${status}`);
      }
    }
  });
});

describe('the HTML page', () => {
  it('lists every problem on the HTML page', async () => {
    const response = await new TestService().fetch('/');
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const page = await response.text();
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`<code>${code}</code>`);
  });
});
