'use strict';

/**
 * Preloaded (`NODE_OPTIONS=--require …`), it makes the native modules whose files match `BROKEN_MODULES` fail as they do after Node.js was
 * updated.
 */
const broken = new RegExp(process.env.BROKEN_MODULES ?? '$^');
const { dlopen } = process;
process.dlopen = (module, file, ...more) => {
  if (!broken.test(file)) return dlopen.call(process, module, file, ...more);
  const text = `The module '${file}'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 108. This version of Node.js requires\nNODE_MODULE_VERSION 115. Please try re-compiling or re-installing\nthe module (for instance, using \`npm rebuild\` or \`npm install\`).`;
  throw Object.assign(new Error(text), { code: 'ERR_DLOPEN_FAILED' });
};
