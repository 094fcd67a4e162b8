import path from 'node:path';
import { AIMessage, type BaseMessage, HumanMessage, mergeMessageRuns } from '@langchain/core/messages';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import { onOneLine } from '../../../documents/document.ts';
import { PilcrowError } from '../../../errors.ts';
import type { Language, LanguageTag } from '../../../protocol/language.ts';
import type { ChatTurn } from '../../../protocol/requests.ts';
import { isSameLanguage, languageName } from '../../../text/language-tags.ts';
import { withoutLabels } from './pack-passages.ts';
import { type PromptParts, readPrompt } from './read-prompt.ts';

/** What a model writes, and nothing else, when the passages do not answer. */
export const NO_ANSWER = 'NO_ANSWER';

/** What is asked of a chat model, as messages. Values are data, whatever stands in them. */
export interface Prompts {
  /**
   * Asks for an answer from labelled sentences, as `packPassages` writes them.
   *
   * @param values.questionLanguage Where no prompt is written in it, a line at the end names it.
   * @param values.today By default the present day.
   */
  answering(
    language: Language,
    values: {
      passages: string;
      question: string;
      history?: ChatTurn[] | undefined;
      questionLanguage?: LanguageTag;
      today?: Date;
    },
  ): Promise<BaseMessage[]>;
  /** Asks for the question as it can be understood without the conversation. */
  standaloneQuestion(language: Language, values: { question: string; history: ChatTurn[] }): Promise<BaseMessage[]>;
}

const PROMPTS: Record<string, PromptParts> = {
  answering: { variables: ['passages', 'question'], optional: ['today'], words: [NO_ANSWER] },
  'standalone-question': { variables: ['history', 'question'], optional: [], words: [] },
};
const LANGUAGES: Language[] = ['ru', 'en'];
const SPEAKERS: Record<Language, Record<ChatTurn['role'], string>> = {
  ru: { user: 'Вопрос', assistant: 'Ответ' },
  en: { user: 'Question', assistant: 'Answer' },
};
/** Follows a question in a language that no prompt is written in. */
const IN_LANGUAGE: Record<Language, (name: string) => string> = {
  ru: (name) => `Вопрос задан на языке ${name}. Ответьте на этом же языке.`,
  en: (name) => `The question is in ${name}. Answer in ${name}.`,
};

const MAX_TURNS = 6;
/** In UTF-16 code units. */
const MAX_TURN_LENGTH = 1000;

/** Opens what servers may read as the bounds of a message: `<|im_end|>`, `[INST]`, `<<SYS>>`, `</s>`, `<end_of_turn>`. */
const CONTROL_TOKEN =
  /<(?=[|｜][^\s|｜<]{1,40}[|｜]>|\/?s>|(?:start|end)_of_turn>)|<{1,2}(?=\/?SYS>>)|\[(?=\/?INST\])/giu;

/**
 * Reads and checks all prompts of a folder; `prompts/README.md` describes the files.
 *
 * @throws CONFIG_INVALID with every problem at once: its file, its variable and what to do.
 */
export async function loadPrompts(directory: string): Promise<Prompts> {
  const templates = await readTemplates(directory);

  return {
    async answering(language, values) {
      const passages = asData(values.passages);
      const question = asData(withoutLabels(values.question.trim()));
      const turns = latestTurns(values.history ?? []);
      const messages = await templates.get(`answering.${language}`)!.formatMessages({
        passages: fence('passages', passages, [question, ...turns.map(({ content }) => content)]),
        question,
        today: dateOf(values.today ?? new Date(), language),
        turns: turns.map(({ role, content }) => (role === 'user' ? new HumanMessage(content) : new AIMessage(content))),
      });
      // A question left without an answer is followed by another: many models insist that the two take turns.
      const named = languageLine(values.questionLanguage ?? language, language);
      return mergeMessageRuns([...messages, ...(named === null ? [] : [new HumanMessage(named)])]);
    },

    async standaloneQuestion(language, values) {
      const question = asData(values.question.trim());
      const lines = latestTurns(values.history).map(
        ({ role, content }) => `${SPEAKERS[language][role]}: ${onOneLine(content)}`,
      );
      const history = fence('conversation', lines.join('\n'), [question]);
      return templates.get(`standalone-question.${language}`)!.formatMessages({ history, question, turns: [] });
    },
  };
}

/** A date in words: "30 November 2026", «30 ноября 2026 г.». */
function dateOf(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', { dateStyle: 'long' }).format(date);
}

/** Small models answer in the language of the passages unless the prompt names another; all know the English names of languages. */
function languageLine(tag: LanguageTag, language: Language): string | null {
  const name = languageName(tag, 'en');
  return name === null || LANGUAGES.some((own) => isSameLanguage(own, tag)) ? null : IN_LANGUAGE[language](name);
}

/** The templates, by the names of their files without `.md`. */
async function readTemplates(directory: string): Promise<Map<string, ChatPromptTemplate>> {
  const names = Object.keys(PROMPTS).flatMap((name) => LANGUAGES.map((language) => ({ name, language })));
  const prompts = await Promise.all(
    names.map(async ({ name, language }) => {
      const file = path.join(directory, `${name}.${language}.md`);
      return { key: `${name}.${language}`, ...(await readPrompt(file, PROMPTS[name]!)) };
    }),
  );
  const problems = prompts.flatMap((prompt) => prompt.problems);
  if (problems.length > 0) {
    throw new PilcrowError(
      'CONFIG_INVALID',
      `Cannot use the prompts: ${problems.join('; ')}; prompts/README.md explains the files`,
    );
  }
  return new Map(prompts.map(({ key, parts: [rules, message] }) => [key, createTemplate(rules!, message!)]));
}

function createTemplate(rules: string, message: string): ChatPromptTemplate {
  return ChatPromptTemplate.fromMessages([['system', rules], new MessagesPlaceholder('turns'), ['human', message]]);
}

/** The last turns, from a question on. The labels of earlier answers are no labels of these passages. */
function latestTurns(history: ChatTurn[]): ChatTurn[] {
  const turns = history
    .map(({ role, content }) => ({ role, content: role === 'user' ? content : content.replace(/ ?\[\d+\]/g, '') }))
    .map(({ role, content }) => ({ role, content: asData(withoutLabels(cutAtWord(content.trim()))) }))
    .filter(({ content }) => content !== '')
    .slice(-MAX_TURNS);
  const firstQuestion = turns.findIndex(({ role }) => role === 'user');
  return firstQuestion === -1 ? [] : turns.slice(firstQuestion);
}

function cutAtWord(text: string): string {
  if (text.length <= MAX_TURN_LENGTH) return text;
  const cut = text.slice(0, MAX_TURN_LENGTH);
  const lastBlank = cut.search(/\s\S*$/u);
  // Without a blank there is no word to cut at, but no character is halved either.
  const words = lastBlank > 0 ? cut.slice(0, lastBlank).trimEnd() : cut.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  return `${words}…`;
}

/** Takes the power from control tokens by their first bracket, `(|im_end|>`: some servers read them in any text. */
function asData(text: string): string {
  return text.replace(CONTROL_TOKEN, (brackets) => '('.repeat(brackets.length));
}

/** Puts text between tags that occur neither in it nor in what it stands beside: a number is added until they do not. */
function fence(name: string, text: string, beside: string[]): string {
  const all = [text, ...beside].join('\n').toLowerCase().replace(/\s+/g, '');
  let tag = name;
  for (let number = 2; all.includes(`<${tag}`) || all.includes(`</${tag}`); number += 1) tag = `${name}-${number}`;
  return `<${tag}>\n${text}\n</${tag}>`;
}
