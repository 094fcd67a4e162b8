import type { Language } from '../../../protocol/language.ts';

/**
 * What a message is when it asks nothing of the documents. Of two in one message ("Hi! Who are you?") the one that stands first here is
 * answered.
 */
export const INTENTS = [
  'task',
  'style',
  'documents',
  'help',
  'trust',
  'identity',
  'complaint',
  'farewell',
  'thanks',
  'well-being',
  'acknowledgement',
  'greeting',
  'nothing',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What may stand beside anything that is said. */
export const COURTESIES: ReadonlySet<Intent> = new Set([
  'greeting',
  'well-being',
  'thanks',
  'farewell',
  'acknowledgement',
]);

/** What is left out of a question before it is searched for: how it is to be answered says nothing of what about. */
export const BESIDE_QUESTIONS: ReadonlySet<Intent> = new Set([...COURTESIES, 'style']);

/** What mostly leads to something else that is meant. */
export const OPENINGS: ReadonlySet<Intent> = new Set(['acknowledgement', 'greeting', 'nothing']);

/**
 * The forms of one intent. Forms stand one a line, as words between blanks of which a message must have each, in any order;
 * `who|what` stands for either of the two, `document*` for all words that begin so, `*ing` for all that end so, `weather!` for a word that counts only where no document
 * has it.
 */
interface IntentForms {
  forms: string;
  /** Words that may stand beside a form. */
  beside?: string;
}

/** How people talk to a chat in one language, or in several. Words are in the form that `foldWords` gives them. */
export interface FormList {
  /** What it is answered in; null where the product does not speak it. */
  language: Language | null;
  /** Words that may stand beside any form. */
  fillers: string;
  intents: Partial<Record<Intent, IntentForms>>;
  /**
   * How a task begins that only a chat model can do, whatever follows: words in this order, at most three others between them, any number
   * where `…` stands.
   */
  tasks: string;
  /** Words that may stand before it. */
  beforeTasks: string;
}
