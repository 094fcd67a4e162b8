import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** Why browser tests do not run here, or false when they do. Where REQUIRE_BROWSER is set they always do. */
export const noBrowser =
  !existsSync(EXECUTABLE) && process.env.REQUIRE_BROWSER === undefined ? `no Chromium at ${EXECUTABLE}` : false;

/** Starts Chromium without its background traffic; every browser has a new, empty profile. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
