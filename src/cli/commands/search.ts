import { PilcrowError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { withReadyAssistant } from '../open-assistant.ts';
import { requireText } from '../require-text.ts';
import { describeParagraph } from '../terminal/describe-answer.ts';
import { terminalOf } from '../terminal/terminal.ts';

const DEFAULT_LIMIT = 10;
const MAX_PARAGRAPHS = 100;

/** Lists the paragraphs that a query finds, ranked as for an answer. */
export const search = defineCommand({
  usage: '"query"',
  description:
    'Lists the paragraphs nearest to a query, best first, each with its number and the cosine similarity of the embeddings.\n' +
    'The order also counts shared words, so that it need not be the order of the similarities.',
  options: {
    limit: { type: 'string', value: 'N', help: `how many, 1 to ${MAX_PARAGRAPHS} (default ${DEFAULT_LIMIT})` },
    json: { type: 'boolean', help: 'print the paragraphs as JSON, as GET /api/search gives them' },
  },
  async run({ positionals, values }) {
    const query = requireText(positionals, { command: 'search', what: 'query' });
    const limit = parseLimit(values.limit);
    return withReadyAssistant(async ({ assistant }) => {
      const paragraphs = await assistant.search(query, { limit });
      const terminal = terminalOf(process.stdout);
      const text = values.json
        ? JSON.stringify({ paragraphs }, null, 2)
        : paragraphs.map((found) => describeParagraph(found, terminal)).join('\n') || 'There is nothing to search.';
      process.stdout.write(`${text}\n`);
      return 0;
    });
  },
});

function parseLimit(given: string | undefined): number {
  if (given === undefined) return DEFAULT_LIMIT;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PARAGRAPHS) return limit;
  throw new PilcrowError(
    'USAGE_INVALID',
    `Cannot run "search": --limit is "${given}", it must be 1 to ${MAX_PARAGRAPHS}; see search --help`,
  );
}
