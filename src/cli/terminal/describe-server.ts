import { withoutControls } from './terminal.ts';

/** Says where a server is reached. @param url With or without a slash at its end. @param invitation The path of a link that lets one browser add documents. */
export function describeAddress(url: string, invitation?: string): string {
  const base = withoutSlash(url);
  const adding = invitation === undefined ? '' : `To add documents there, open once: ${base}${invitation}\n`;
  return `Pilcrow is listening on ${base}\nIn a browser: ${base}/\n${adding}`;
}

/** Says which questions to begin with, and how to ask the first in a terminal. @param questions At least one. */
export function describeProposals(url: string, questions: string[]): string {
  const [first, ...others] = questions.map(withoutControls);
  const body = JSON.stringify({ message: first });
  // Within single quotes a shell takes all but a single quote as it is.
  const quoted = `'${body.replaceAll("'", "'\\''")}'`;
  return [
    'To begin with:',
    ...[first, ...others].map((question) => `  ${question}`),
    'In a terminal:',
    `  curl -s ${withoutSlash(url)}/api/chat -H 'content-type: application/json' -H 'accept: application/json' -d ${quoted}`,
    '',
  ].join('\n');
}

const withoutSlash = (url: string) => url.replace(/\/$/, '');
