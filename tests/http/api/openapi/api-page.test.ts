import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { launchBrowser, noBrowser } from '../../../support/browser.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { withServedApp } from '../../../support/serve-app.ts';

/** The most lines that the name of a value may take. */
const MAX_LINES = 2;

describe('the page about the API', { skip: noBrowser, timeout: 60_000 }, () => {
  for (const width of [375, 768, 1440]) {
    it(`keeps its names whole and everything within the window, ${width} pixels wide`, async () => {
      const browser = await launchBrowser();
      try {
        await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
          const page = await browser.newPage({ viewport: { width, height: 800 } });
          await page.goto(`${url}/openapi`);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          const lines = await page
            .locator('.api dt code')
            .evaluateAll((names) => names.map((name) => name.getClientRects().length));
          assert.ok(lines.length > 100, `${lines.length} names`);
          assert.ok(Math.max(...lines) <= MAX_LINES, `a name takes ${Math.max(...lines)} lines`);
        });
      } finally {
        await browser.close();
      }
    });
  }
});
