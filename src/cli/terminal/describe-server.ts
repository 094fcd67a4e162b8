import { withoutControls } from './terminal.ts';

/** Says where a server is reached. @param url With or without a slash at its end. */
export function describeAddress(url: string): string {
  const base = withoutSlash(url);
  return `Pilcrow is listening on ${base}\nIn a browser: ${base}/\n`;
}

/** Says how to ask a server a question in a terminal. */
export function describeProposal(url: string, question: string): string {
  const body = JSON.stringify({ message: withoutControls(question) });
  // Within single quotes a shell takes all but a single quote as it is.
  const quoted = `'${body.replaceAll("'", "'\\''")}'`;
  return `A question to begin with, in a terminal:
  curl -s ${withoutSlash(url)}/api/chat -H 'content-type: application/json' -H 'accept: application/json' -d ${quoted}
`;
}

const withoutSlash = (url: string) => url.replace(/\/$/, '');
