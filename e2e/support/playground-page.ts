import { TokenResponse } from '@bakebot/protocol';
import type { Browser, BrowserContextOptions, Locator, Page, Response } from 'playwright-core';
import * as z from 'zod';

const Claims = z.object({ video: z.object({ room: z.string() }) });

/** The playground, as its user sees it. */
export class PlaygroundPage {
  readonly page: Page;
  #room = '';

  private constructor(page: Page) {
    this.page = page;
    // Playwright's own 30 s are too few for a busy machine.
    page.setDefaultTimeout(60_000);
    page.on('response', (response) => {
      if (response.status() === 201) void this.#readToken(response);
    });
  }

  /** A page that a test has opened itself. */
  static of(page: Page): PlaygroundPage {
    return new PlaygroundPage(page);
  }

  /** Opens the page, connects, and waits until the agent listens. */
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
    await playground.agentIs('listening');
    return playground;
  }

  async agentIs(state: 'listening' | 'thinking' | 'speaking'): Promise<void> {
    await this.page.locator(`[data-agent-state="${state}"]`).waitFor();
  }

  /** Waits until the agent has greeted. */
  async greeting(): Promise<void> {
    const spoken = '[data-author="agent"][data-message-state="complete"]';
    await this.page.locator(spoken).first().waitFor();
  }

  async type(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  async choosePhoto(path: string): Promise<void> {
    await this.page.getByLabel('Photo', { exact: true }).setInputFiles(path);
  }

  /** Holds the talk button until words like these are understood. */
  async holdToTalk(words: RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Hold to talk' });
    await button.hover();
    await this.page.mouse.down();
    await this.turns('recording').filter({ hasText: words }).waitFor();
    await this.page.mouse.up();
  }

  /** The user's turns, in order. */
  turns(state?: string): Locator {
    return this.page.locator(`[data-author="user"]${state ? `[data-turn-state="${state}"]` : ''}`);
  }

  /** The text of the answer to the user's last turn, once it is complete. */
  async answer(): Promise<string> {
    const turn = this.turns().last();
    await turn.and(this.turns('answered')).waitFor();
    return this.#replyTo(turn);
  }

  /** What the agent said to the turn with these words, however it ended. */
  async answerTo(text: string): Promise<string> {
    return this.#replyTo(this.turns().filter({ hasText: text }));
  }

  /** Switches to hands-free listening. */
  async openMicrophone(): Promise<void> {
    await this.page.getByRole('switch', { name: 'Open microphone' }).click();
  }

  /** The room that the token service gave. */
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
