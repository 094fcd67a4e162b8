import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The headless shell is Chromium without its own windows: it draws the same pages and takes a third of the time to open one. */
const EXECUTABLES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const executablePath = EXECUTABLES.find((file) => existsSync(file)) ?? EXECUTABLES[0]!;

/** Why browser tests do not run here, or false when they do. Where REQUIRE_BROWSER is set they always do. */
export const noBrowser =
  !existsSync(executablePath) && process.env.REQUIRE_BROWSER === undefined
    ? `no Chromium: neither of ${EXECUTABLES.join(', ')} exists`
    : false;

/** Starts Chromium without its background traffic; every browser has a new, empty profile. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
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
