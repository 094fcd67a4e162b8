/** What Node.js, and the packages that look for their own files, say of a module that does not fit. */
const DOES_NOT_FIT =
  /ERR_DLOPEN_FAILED|NODE_MODULE_VERSION|different Node\.js version|Could not locate the bindings file/;
const PACKAGE = /node_modules[\\/]((?:@[\w.-]+[\\/])?[\w.-]+)[\\/](?!.*node_modules[\\/])/;

/**
 * What to say of a native module that cannot be loaded, as after Node.js was updated, where that is what an error or one of its causes says; else null. What the
 * module would have read is not damaged.
 */
export function nativeModuleProblem(error: unknown): string | null {
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    if (!DOES_NOT_FIT.test(`${(link as NodeJS.ErrnoException).code} ${link.message}`)) continue;
    const name = PACKAGE.exec(link.message.split('\n').find((line) => PACKAGE.test(line)) ?? '')?.[1];
    const what = name === undefined ? 'a native module' : `"${name.replace('\\', '/')}"`;
    return `Cannot load ${what}: it was built for another Node.js than ${process.version}; run "npm rebuild"`;
  }
  return null;
}
