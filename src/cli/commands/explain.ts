import type { Explanation } from '../../protocol/explanation.ts';
import type { ParagraphPlace } from '../../protocol/places.ts';
import { defineCommand } from '../command.ts';
import { withReadyAssistant } from '../open-assistant.ts';
import { requireText } from '../require-text.ts';
import { type Terminal, terminalOf, withoutControls } from '../terminal/terminal.ts';

/** Says why a question is answered as it is. */
export const explain = defineCommand({
  usage: '"question"',
  description:
    'Says why a question is answered as it is: its terms and the words of the documents that they stand for, the paragraphs found with what\n' +
    'each signal adds to their score, the spans that may answer, and the decision with its thresholds. Small talk, questions for a place and\n' +
    'questions about a document as a whole are answered otherwise: see ARCHITECTURE.md.',
  options: { json: { type: 'boolean', help: 'print all of it as JSON' } },
  async run({ positionals, values }) {
    const question = requireText(positionals, { command: 'explain', what: 'question' });
    return withReadyAssistant(async ({ assistant }) => {
      const explanation = await assistant.explain({ message: question });
      const text = values.json
        ? JSON.stringify(explanation, null, 2)
        : describeExplanation(explanation, terminalOf(process.stdout));
      process.stdout.write(`${text}\n`);
      return 0;
    });
  },
});

function describeExplanation({ terms, aspects, candidates, spans, decision }: Explanation, { bold, dim }: Terminal) {
  const asked = [
    ...terms.map(
      ({ term, weight, inverseFrequency, words }) =>
        `  ${term}  ${dim(`counts ${shown(weight * inverseFrequency)}`)}  ${words.map(({ word, likeness }) => `${word} ${shown(likeness)}`).join(', ')}`,
    ),
    ...Object.entries(aspects).map(
      ([aspect, weight]) => `  ${dim(`asks for the ${aspect} of a document`)} ${shown(weight)}`,
    ),
  ];
  const sections: [string, string[]][] = [
    ['Terms', asked],
    ['Paragraphs', candidates.flatMap(({ parts, ...found }) => [lineOf(found), `      ${dim(listed(parts))}`])],
    [
      'Spans',
      spans.flatMap(({ coverage, similarity, answerTypeShare, ...span }) => [
        lineOf(span),
        `      ${dim(listed({ coverage, similarity, answerTypeShare }))}`,
      ]),
    ],
    ['Decision', decision === null ? ['  nothing was found'] : decisionLines(decision)],
  ];
  return sections.map(([title, lines]) => [bold(title), ...lines].join('\n')).join('\n\n');
}

function decisionLines({
  kind,
  confidence,
  relevance,
  signals,
  thresholds,
}: NonNullable<Explanation['decision']>): string[] {
  return [
    `  ${kind}: confidence ${shown(confidence)}, relevance ${shown(relevance)}`,
    `  thresholds: ${listed(thresholds)}`,
    `  signals: ${listed(signals)}`,
  ];
}

const lineOf = ({ score, documentId, paragraph, text }: ParagraphPlace & { score: number; text: string }) =>
  withoutControls(`  ${shown(score)}  ${documentId} ¶${paragraph}  ${text}`);
const shown = (value: number) => value.toFixed(2);

function listed(values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');
}
