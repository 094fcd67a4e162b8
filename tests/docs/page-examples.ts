import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';

const run = promisify(execFile);
/** A command, or a program for Node.js, and right below it what it prints. */
const PAIR = /^```(bash|js)\n([\s\S]*?)^```\n\n```(?:json|text)\n([\s\S]*?)^```$/gm;

/** An example of a page that can be run. */
export interface Example {
  language: 'bash' | 'js';
  code: string;
  output: string;
  /** Where the output stands in the page. */
  start: number;
}

/** The examples of a page that have an output, in order. */
export function readExamples(page: string): Example[] {
  return [...page.matchAll(PAIR)].map(({ 0: pair, 1: language, 2: code, 3: output, index }) => ({
    language: language as Example['language'],
    code: code!.trimEnd(),
    output: output!.trimEnd(),
    start: index + pair.lastIndexOf(output!),
  }));
}

/** The page with other outputs, one for each example. */
export function replaceOutputs(page: string, outputs: string[]): string {
  const examples = readExamples(page);
  return examples.reduceRight((text, { output, start }, index) => {
    return `${text.slice(0, start)}${outputs[index]}${text.slice(start + output.length)}`;
  }, page);
}

/** Runs an example as a reader would: the command in bash, the program in the folder of the project. */
export async function runExample(language: Example['language'], code: string): Promise<string> {
  const [program, commands] =
    language === 'bash' ? ['bash', ['-c', code]] : [process.execPath, ['--input-type=module', '--eval', code]];
  const { stdout } = await run(program as string, commands as string[], {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, no_proxy: '*', NO_PROXY: '*' },
    maxBuffer: 10_000_000,
  });
  return stdout;
}
