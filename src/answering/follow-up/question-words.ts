import { END, WORD } from '../../text/expected-answer-type.ts';
import { ASKING_WORDS, STOP_WORDS } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokenize.ts';

/** What a word does in a question. */
type Role = 'asks' | 'preposition' | 'article' | 'verb' | 'function' | 'content';

/** A word of a question; offsets are UTF-16 code units into the question, end exclusive. */
export interface QuestionWord {
  text: string;
  /** As `tokenize` gives it. */
  term: string;
  start: number;
  end: number;
  role: Role;
}

const words = (list: string) => new Set(list.split(/\s+/));

const PREPOSITIONS = words(
  `в во на по за из о об обо у для с со к ко от до без при через после перед под над между кроме среди вместо против ради около про насчет если
  in on at for to from of with without by during after before under over about between within per than against if unless`,
);
const ARTICLES = words('the a an my your our their its his her');
/** What makes a question a clause of its own without a question word: "Is it …", «Можно ли …», «есть». */
const ASKING_VERBS = words(
  `ли можно нужно надо нельзя разве неужели есть должен должна должны обязан обязана обязаны вправе может могу могут можем положен положена положено положены
  is are was were do does did can could may might must should shall will would has have had am`,
);
const QUESTION_WORDS = words(
  `кто кого кому кем ком что чего чему чем где куда откуда когда почему зачем отчего сколько скольких какой какая какое какие каких каким какими какую каком какого какому какова каков каково каковы
  чей чья чье чьи чью чьего чьей чьих чьем который которая которые как насколько
  who whom whose what which when where why how many much`,
);
/** Endings of Russian verbs in a clause. */
const RUSSIAN_VERB =
  /^\p{L}+(?:(?:[аяеиую]т|[аяеиыу]л[аои]?)(?:ся|сь)?|[аяеиоу]ть(?:ся)?|[еи]шь|[аяеиую]тся|[еи]тесь|[еи]те)$/u;
/** Nouns that end as verbs do. */
const NO_VERBS = words(
  `кабинет интернет лимит кредит депозит билет бюджет аудит результат ответ отчет совет комитет университет факультет счет расчет учет зачет пакет предмет формат чат штат адвокат
  сертификат аппарат институт маршрут минут лет нет сайт туалет буфет возврат аттестат зарплат дебет приоритет стандарт квадрат магистрат атлет
  правила правило школа начало число отдел зал материал персонал файл канал журнал терминал филиал капитал потенциал сигнал стол пол угол дела сила отдела зала материала персонала журнала стола
  числа начала канала школы филиала масло стекло тело место мыло площадь часть область ночь`,
);
const ENGLISH_VERBS = words(
  `take takes cost costs last lasts pay pays start starts end ends begin begins open opens close closes apply applies need needs get gets cover covers include includes happen happens
  expire expires arrive arrives decide decides sign signs own owns work works allowed required included signed paid approved refused`,
);
const IS_CYRILLIC = /^\p{Script=Cyrillic}+$/u;

/** Reads the words of a question and what each does there. Russian and English; a word of another language is content. */
export function readQuestionWords(question: string): QuestionWord[] {
  return [...question.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-.,/’'№][\p{L}\p{M}\p{N}]+)*/gu)].map((match) => {
    const [text] = match;
    const term = tokenize(text).join(' ');
    return { text, term, start: match.index, end: match.index + text.length, role: roleOf(term) };
  });
}

function roleOf(term: string): Role {
  if (QUESTION_WORDS.has(term) || ASKING_VERBS.has(term)) return 'asks';
  if (PREPOSITIONS.has(term)) return 'preposition';
  if (ARTICLES.has(term)) return 'article';
  if (isVerb(term)) return 'verb';
  return STOP_WORDS.has(term) || ASKING_WORDS.has(term) ? 'function' : 'content';
}

function isVerb(term: string): boolean {
  if (ENGLISH_VERBS.has(term)) return true;
  return IS_CYRILLIC.test(term) && term.length > 3 && RUSSIAN_VERB.test(term) && !NO_VERBS.has(term);
}

/** Whether it asks by a question word of its own, not only as «ли» and "is" do. */
export const isQuestionWord = ({ term }: QuestionWord) => QUESTION_WORDS.has(term);

/** «а», "and", "what about": a question that begins with it goes on with what was said. */
const CONTINUES =
  /^(?:(?:а|и|но|ну|тогда|and|but|so|or)(?:\s+(?:вот|же|then|also|что\s+(?:насч[её]т|с|со|по)(?=\s)|как\s+(?:насч[её]т|же)))?|what\s+about|how\s+about|(?:а\s+)?(?:что|как)\s+насч[её]т|and\s+(?:what|how)\s+about)[,\s]+(?=\S)/iu;

/** A question without the words that tie it to the one before, and whether it had any. */
export function withoutContinuing(question: string): { core: string; continues: boolean } {
  const [tie] = /^(?:and\s+)?(?:what|how)\s+about\s+/iu.exec(question) ?? CONTINUES.exec(question) ?? [''];
  const core = question.slice(tie.length);
  return /\p{L}|\p{N}/u.test(core) ? { core, continues: tie !== '' } : { core: question, continues: false };
}

/** Words that point back at what was said before. */
const POINTS_BACK = new RegExp(
  `${WORD}(?:он|она|оно|они|его|её|ее|их|ему|ей|им|ими|нём|нем|него|неё|нее|ней|них|нему|нею|ним|это|этот|эта|эти|этого|этой|этом|этому|этих|здесь|тут|там|туда|оттуда|тогда|тот|та|те|том|той|тех|такой|такая|такие|it|its|they|them|their|he|him|his|she|her|that|this|those|these|here|then|one|ones|(?<!(?:is|are|was|were|be)\\s)there(?!\\s(?:is|are|was|were)))${END}`,
  'giu',
);

/** The place of the first word that points back out of the question; null where it speaks of nothing but its own words. */
export function placePointingBack(question: string): number | null {
  const ownWords = readQuestionWords(question).filter(({ role }) => role === 'content');
  for (const { index } of question.matchAll(POINTS_BACK)) {
    // «Можно ли вернуть товар, если он вскрыт?»: what stands in the clause before is meant.
    const clause = question.lastIndexOf(',', index);
    if (clause < 0 || !ownWords.some(({ end }) => end <= clause)) return index;
  }
  return null;
}
