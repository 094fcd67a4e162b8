import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT_DIRECTORY } from '../src/config/config.ts';
import { launchBrowser } from './support/browser.ts';
import { openIndexedAssistant } from './support/indexed-assistant.ts';
import { serveApp } from './support/serve-app.ts';

/** Takes the pictures of the front page in `docs/images/`: three widths, both themes, both languages. `npm run screenshots`. */
const DIRECTORY = path.join(PROJECT_DIRECTORY, 'docs', 'images');
const SIZES = [
  { width: 375, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const QUESTIONS = { ru: 'Что сказано об Афганистане?', en: 'Which special operations are held regularly?' };

async function askAndShow(page: Page, question: string): Promise<void> {
  const chat = page.locator('pilcrow-chat');
  await chat.getByRole('textbox').fill(question);
  await page.keyboard.press('Enter');
  await chat.locator('.marker').first().click();
  await page.locator('mark').first().waitFor();
  // The quote is marked in the document now; its card would hide the rest of the answer.
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
}

const { assistant, discard } = await openIndexedAssistant();
const served = await serveApp({ assistant });
const browser = await launchBrowser();
await mkdir(DIRECTORY, { recursive: true });
for (const viewport of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['ru', 'en'] as const) {
      const page = await browser.newPage({ viewport, colorScheme, locale: language, reducedMotion: 'reduce' });
      await page.goto(served.url);
      await askAndShow(page, QUESTIONS[language]);
      const name = `front-${viewport.width}-${colorScheme}-${language}.png`;
      await page.screenshot({ path: path.join(DIRECTORY, name) });
      console.log(name);
      await page.close();
    }
  }
}
await browser.close();
await served.stop({ graceMs: 0 });
await discard();
