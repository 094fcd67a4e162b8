import type { RankingName, RetrievalMeasures } from '../../evaluation/measure-retrieval.ts';

const RANKINGS: [RankingName, string][] = [
  ['fused', 'Pilcrow'],
  ['keywords', 'its keywords alone'],
  ['similarity', 'its embeddings alone'],
  ['bm25Words', 'BM25 of words'],
  ['bm25Grams', 'BM25 of 4-grams'],
  ['gramsAndSimilarity', '4-grams + embeddings'],
];
const NAME_WIDTH = Math.max(...RANKINGS.map(([, name]) => name.length));

/** Formats the measures of a set: what it is like, a row for each ranking, and the AUC where some questions have no answer. */
export function describeRetrieval(set: string, measures: RetrievalMeasures): string {
  const { paragraphs, questions, scoreAuc, millisecondsPerQuestion } = measures;
  const rows = [
    ['', 'hit@1', 'hit@5'],
    ...RANKINGS.map(([ranking, name]) => {
      const { hitAt1, hitAt5 } = measures[ranking];
      return [name, formatShare(hitAt1), formatShare(hitAt5)];
    }),
  ];
  const unanswerable = questions.unanswerable > 0 ? `, ${questions.unanswerable} unanswerable` : '';
  return [
    `${set}: paragraphs: ${paragraphs}; questions: ${questions.answerable} answerable${unanswerable}; ${millisecondsPerQuestion.toFixed(1)} ms a search`,
    ...rows.map(([name, first, five]) => `  ${name!.padEnd(NAME_WIDTH)}  ${first!.padStart(5)}  ${five!.padStart(5)}`),
    ...(scoreAuc === null ? [] : [`  AUC of the best score, answerable above unanswerable: ${scoreAuc.toFixed(3)}`]),
  ].join('\n');
}

function formatShare(share: number | null): string {
  return share === null ? '–' : share.toFixed(3);
}
