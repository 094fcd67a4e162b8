/** Whether what `npm run build` made is tested, as `npm test` does, or the source, as a test file run by itself does. */
const isBuildTested = process.env.TEST_BUILD === '1';

/** What Node is called with to run the command line. */
export const PROGRAM: readonly string[] = isBuildTested ? ['dist/main.js'] : ['--import', 'tsx', 'src/main.ts'];

/** What Node is called with to run a TypeScript module of the tests. */
export const TYPESCRIPT: readonly string[] = [
  '--import',
  isBuildTested ? new URL('../runner/use-build.mjs', import.meta.url).href : 'tsx',
];
