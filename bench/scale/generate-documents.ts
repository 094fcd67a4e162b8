import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { seededRandom } from '../corpus.ts';

const TOPICS = 400;
/** Words of one topic, those that mean most nearly what its seed does. */
const WORDS_OF_TOPIC = 90;
/** Words that topics are made of, the commonest of the vocabulary. */
const WORDS_WITH_TOPIC = 12_000;
const PARAGRAPHS_OF_DOCUMENT = 100;
/** Numbers of a sentence in a paragraph. */
const MIN_SENTENCES = 3;
const MORE_SENTENCES = 4;

/** `*` stands for a word of the topic, `~` for any word, `#` for a number, `@` for a date. */
const SENTENCES = [
  'В ходе обсуждения отмечено, что * и * оказывают влияние на * в сфере ~.',
  'По состоянию на @ года показатель * составил # единиц, что на # процентов выше уровня прошлого года.',
  'Стороны договорились усилить * с учётом *, а также предусмотреть * для ~.',
  'Комиссия рекомендует до @ года завершить * и представить отчёт о * в части ~.',
  'Необходимо обеспечить *, исключив ~ при проведении * на территории региона.',
  'За отчётный период проведено # мероприятий, в которых * сопровождалось * и ~.',
  'Особое внимание уделено вопросам *, *, ~ и *.',
  'Порядок, согласно которому * предоставляется после *, утверждён @ года.',
  'Объём средств, направленных на *, достиг # тысяч рублей, из них # тысяч приходится на *.',
  'Если * не подтверждено, решение о * принимает руководитель, о чём ~ уведомляется в течение # дней.',
  'Эксперты связывают * с тем, что * за последние # лет заметно изменилось.',
  'Ответственность за * несёт подразделение, которое осуществляет * и ведёт ~.',
  'Участники поддержали предложение о *, указав на ~ и значение *.',
  'Работа по * будет продолжена, в том числе ~ и * в # районах.',
];
const QUESTIONS = [
  'Какой показатель * на @ года?',
  'Сколько мероприятий проведено по теме * и *?',
  'Кто несёт ответственность за *?',
  'Что рекомендует комиссия о * и *?',
  'Какой объём средств направлен на *?',
  'Когда утверждён порядок *?',
  'Что сказано о * в части *?',
  'С чем эксперты связывают *?',
];
const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** Russian text without end: the same for the same seed. */
export interface TextGenerator {
  document(number: number): { title: string; paragraphs: string[] };
  /** About a topic that many documents have. */
  question(number: number): string;
}

/** Makes topics out of the vocabulary of the built-in model: words that mean nearly the same come together, common words more often. */
export async function createTextGenerator(embedder: Embedder): Promise<TextGenerator> {
  const words = await wordsByFrequency();
  const topics = await makeTopics(words.slice(0, WORDS_WITH_TOPIC), embedder);
  const fill = (template: string, topic: string[], random: () => number) =>
    template.replace(/[*~#@]/g, (slot) => {
      if (slot === '#') return String(1 + Math.floor(random() * 900));
      if (slot === '@')
        return `${1 + Math.floor(random() * 28)} ${pick(MONTHS, random)} ${2000 + Math.floor(random() * 25)}`;
      return slot === '*' ? pickCommon(topic, random) : pickCommon(words, random);
    });
  return {
    document(number) {
      const random = seededRandom(7919 * (number + 1));
      const topic = topics[number % topics.length]!;
      const other = pick(topics, random);
      const paragraphs = Array.from({ length: PARAGRAPHS_OF_DOCUMENT }, () => {
        const count = MIN_SENTENCES + Math.floor(random() * MORE_SENTENCES);
        const own = random() < 0.8 ? topic : other;
        return Array.from({ length: count }, () => fill(pick(SENTENCES, random), own, random)).join(' ');
      });
      return { title: `Отчёт № ${number + 1}: ${topic[0]} и ${topic[1]}`, paragraphs };
    },
    question(number) {
      const random = seededRandom(104_729 * (number + 1));
      return fill(pick(QUESTIONS, random), pick(topics, random), random);
    },
  };
}

/** Writes so many paragraphs as documents of a hundred, in folders of a hundred. */
export async function writeDocuments(generator: TextGenerator, directory: string, paragraphs: number): Promise<void> {
  for (let number = 0; number * PARAGRAPHS_OF_DOCUMENT < paragraphs; number += 1) {
    const { title, paragraphs: own } = generator.document(number);
    const folder = path.join(directory, `part-${Math.floor(number / 100) + 1}`);
    await mkdir(folder, { recursive: true });
    const wanted = own.slice(0, paragraphs - number * PARAGRAPHS_OF_DOCUMENT - 1);
    await writeFile(path.join(folder, `report-${number + 1}.txt`), `${[title, ...wanted].join('\n\n')}\n`);
  }
}

async function wordsByFrequency(): Promise<string[]> {
  const file = path.join(PROJECT_DIRECTORY, 'embeddings/model/tokenizer.json');
  const { model } = JSON.parse(await readFile(file, 'utf8')) as { model: { vocab: [string, number][] } };
  return model.vocab
    .filter(([token]) => /^▁[а-яё]{4,}$/.test(token))
    .sort(([, a], [, b]) => b - a)
    .map(([token]) => token.slice(1));
}

async function makeTopics(words: string[], embedder: Embedder): Promise<string[][]> {
  const vectors = await embedder.embed(words, 'query');
  const random = seededRandom(31);
  return Array.from({ length: TOPICS }, () => {
    const seed = vectors[Math.floor(random() * vectors.length)]!;
    return words
      .map((word, index) => ({ word, cosine: dot(seed, vectors[index]!) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, WORDS_OF_TOPIC)
      .map(({ word }) => word);
  });
}

/** Zipf's law: the word in place n is picked about 1/n as often as the first. */
function pickCommon(words: string[], random: () => number): string {
  return words[Math.min(words.length - 1, Math.floor(words.length ** random()) - 1)]!;
}

function pick<T>(items: T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
}
