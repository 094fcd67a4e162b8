import type { Embedder } from './embedder.ts';

/** Texts that have nothing to do with each other, as questions and as passages, in Russian and English. */
const QUESTIONS = [
  'Во сколько открывается библиотека?',
  'Сколько воды нужно кактусу зимой?',
  'Кто написал эту симфонию?',
  'Почему не заводится мотоцикл?',
  'Какая высота у этой горы?',
  'Как удалить пятно от вина?',
  'Где хранится архив завода?',
  'Когда началась перепись населения?',
  'What does a night train ticket cost?',
  'How long should the dough rest?',
  'Who won the chess final?',
  'Why are the leaves turning yellow?',
  'Where is the spare key kept?',
  'When was the lighthouse built?',
  'Which battery fits the camera?',
  'How do I reset the printer?',
];
const PASSAGES = [
  'Ребёнок до семи лет проезжает в трамвае бесплатно.',
  'Перед посевом семена замачивают на сутки в тёплой воде.',
  'Суд удаляется в совещательную комнату для вынесения решения.',
  'Осенью стаи скворцов собираются над виноградниками.',
  'Акционеры получают дивиденды в течение месяца.',
  'Кирпичную кладку в мороз ведут с подогревом раствора.',
  'Хор репетирует по вторникам в малом зале.',
  'Спутник передаёт снимки облаков каждые полчаса.',
  'The harbour freezes over in most winters.',
  'Members elect a treasurer for two years.',
  'Grind the coffee just before brewing it.',
  'The patient should avoid alcohol during treatment.',
  'Each player draws seven cards from the deck.',
  'Copper conducts electricity better than iron.',
  'The novel begins on a retired sailor’s boat.',
  'Invoices are sent on the first working day.',
];
/** A similarity this many standard deviations above chance counts as 1. */
const DEVIATIONS = 10;

/** How a model's similarity is measured: 0 is what texts have by chance, 1 far above it. */
export type MeasureSimilarity = (cosine: number) => number;

/**
 * Measures the cosines that a model gives to questions and passages which have nothing to do with each other, so that what was learnt from
 * the similarities of one model holds for another whose cosines lie elsewhere. @throws MODEL_UNAVAILABLE
 */
export async function measureBackground(embedder: Pick<Embedder, 'embed'>): Promise<MeasureSimilarity> {
  const [questions, passages] = await Promise.all([
    embedder.embed(QUESTIONS, 'query'),
    embedder.embed(PASSAGES, 'passage'),
  ]);
  const cosines = questions.flatMap((question) => passages.map((passage) => dot(question, passage)));
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  const variance = cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0) / cosines.length;
  const unit = DEVIATIONS * Math.sqrt(variance) || 1;
  return (cosine) => (cosine - mean) / unit;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
