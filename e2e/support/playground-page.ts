import { TokenResponse } from '@bakebot/protocol';
import type { Browser, BrowserContextOptions, Locator, Page, Response } from 'playwright-core';
import * as z from 'zod';

const Claims = z.object({ video: z.object({ room: z.string() }) });

/** Page object of the playground. */
export class PlaygroundPage {
  readonly page: Page;
  #room = '';

  private constructor(page: Page) {
    this.page = page;
    // Playwright's default of 30 s is too short on a busy machine.
    page.setDefaultTimeout(60_000);
    page.on('response', (response) => {
      if (response.status() === 201) void this.#readToken(response);
    });
  }

  /** For a page that the test opens itself. */
  static of(page: Page): PlaygroundPage {
    return new PlaygroundPage(page);
  }

  /** Opens the page, connects, and resolves when the agent listens. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<PlaygroundPage> {
    const context = await browser.newContext({ permissions: ['microphone'], ...options });
    const page = await context.newPage();
    const playground = new PlaygroundPage(page);
    await page.goto(url);
    await page.getByRole('button', { name: 'Start baking' }).click();
    await playground.waitForAgentState('listening');
    return playground;
  }

  async waitForAgentState(state: 'listening' | 'thinking' | 'speaking'): Promise<void> {
    await this.page.locator(`[data-agent-state="${state}"]`).waitFor();
  }

  /** Resolves when the greeting is complete. */
  async greeting(): Promise<void> {
    const complete = '[data-author="agent"][data-message-state="complete"]';
    await this.page.locator(complete).first().waitFor();
  }

  async type(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  async choosePhoto(path: string): Promise<void> {
    await this.page.getByLabel('Photo', { exact: true }).setInputFiles(path);
  }

  /** Holds the talk button until the transcript matches. */
  async holdToTalk(transcript: RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Hold to talk' });
    await button.hover();
    await this.page.mouse.down();
    await this.turns('recording').filter({ hasText: transcript }).waitFor();
    await this.page.mouse.up();
  }

  /** The user's turns, in order. */
  turns(state?: string): Locator {
    return this.page.locator(`[data-author="user"]${state ? `[data-turn-state="${state}"]` : ''}`);
  }

  /** Resolves with the reply to the user's last turn once it is answered. */
  async answer(): Promise<string> {
    const turn = this.turns().last();
    await turn.and(this.turns('answered')).waitFor();
    return this.#replyTo(turn);
  }

  /** The reply to the turn with this text, whatever its outcome. */
  async replyTo(text: string): Promise<string> {
    return this.#replyTo(this.turns().filter({ hasText: text }));
  }

  async openMicrophone(): Promise<void> {
    await this.page.getByRole('switch', { name: 'Open microphone' }).click();
  }

  /** The room name in the last token. */
  room(): string {
    return this.#room;
  }

  async #replyTo(turn: Locator): Promise<string> {
    const id = await turn.getAttribute('data-turn-id');
    return this.page.locator(`[data-reply-to="${id}"] p`).innerText();
  }

  async #readToken(response: Response): Promise<void> {
    const { participant_token: token } = TokenResponse.parse(await response.json());
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    this.#room = Claims.parse(JSON.parse(payload)).video.room;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
