import { PilcrowError } from '../../errors.ts';
import { requireDocuments } from '../../retrieval/require-documents.ts';
import { defineCommand } from '../command.ts';
import { withReadyAssistant } from '../open-assistant.ts';
import { describeFailure, describeSummary } from '../terminal/describe-evaluation.ts';

/** Measures the answers to questions whose answers are known. */
export const evaluate = defineCommand({
  usage: '<questions.jsonl>…',
  description:
    'Asks every question of the files and compares the answers with what is known: ranking, words, citations, outcomes,\n' +
    'calibration of the confidence, and whether what is said rests on what is cited. Each line is {"id", "kind", "question"}\n' +
    'and, when the documents answer it, {"paragraphs", "answer"}; optional: "minParagraphs", "history", "distance" (near or\n' +
    'far), "documentId" (the only document asked), "source" (the document of "paragraphs" when more are asked).\n' +
    'Beside hit@1 stands that of plain rankings of the same paragraphs, which go by the question without its history: BM25 of\n' +
    'words, BM25 of character 4-grams (pairs where words are written without blanks), and the sum of the standardised 4-gram\n' +
    'scores and similarities of embeddings. With more than 20,000 paragraphs they are left out.\n' +
    'Exit code 1 when a citation is not in its document: that must not happen.',
  options: {
    failures: { type: 'boolean', help: 'also list the questions that were missed, with what was found' },
    json: { type: 'boolean', help: 'print the measures as JSON' },
  },
  async run({ positionals: files, values }) {
    if (files.length === 0) {
      throw new PilcrowError('USAGE_INVALID', 'Cannot run "evaluate": no file was given; see evaluate --help');
    }
    const [{ openEmbedder }, { createRankByBaselines }, { readQuestions }, evaluation, { summarize }] =
      await Promise.all([
        import('../../embeddings/open-embedder.ts'),
        import('../../evaluation/baselines/rank-by-baselines.ts'),
        import('../../evaluation/questions.ts'),
        import('../../evaluation/evaluate.ts'),
        import('../../evaluation/summarize.ts'),
      ]);
    const questions = await readQuestions(files);
    return withReadyAssistant(async ({ assistant, config, progress }) => {
      await assistant.untilWhole();
      const documentIds = questions.flatMap(({ documentId }) => documentId ?? []);
      requireDocuments(documentIds, await assistant.documents());
      const embedder = openEmbedder(config.embedding);
      const results = await evaluation
        .evaluateQuestions(assistant, questions, {
          rankByBaselines: createRankByBaselines(assistant, { embedder }),
          onProgress: (step) => progress.report({ what: 'Evaluating', unit: 'questions', ...step }),
        })
        .finally(() => embedder.close());
      progress.end();
      const groups = summarize(results);
      const failures = results
        .map((result) => ({ ...result, misses: evaluation.missesOf(result) }))
        .filter(({ misses }) => misses.length > 0);
      const text = values.json
        ? JSON.stringify({ groups, ...(values.failures && { failures }) }, null, 2)
        : [describeSummary(groups), ...(values.failures ? failures.map(describeFailure) : [])].join('\n\n');
      process.stdout.write(`${text}\n`);
      return results.every(({ citations }) => citations.every(({ isVerified }) => isVerified)) ? 0 : 1;
    });
  },
});
