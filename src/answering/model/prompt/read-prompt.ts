import { readFile } from 'node:fs/promises';
import { PromptTemplate } from '@langchain/core/prompts';
import { reasonOf } from '../../../errors.ts';

/** The line between the rules and the message. */
const DIVIDER = /^---[ \t]*$/m;

/** What a prompt must have, and what it may have. */
export interface PromptParts {
  variables: string[];
  optional: string[];
  /** The words it cannot do without. */
  words: string[];
}

/** The parts of a file, rules and message, and what is wrong with it. */
export async function readPrompt(
  file: string,
  expected: PromptParts,
): Promise<{ parts: string[]; problems: string[] }> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  } catch (error) {
    return { parts: [], problems: [`"${file}" cannot be read (${reasonOf(error)}): put it back`] };
  }
  const parts = text.split(DIVIDER).map((part) => part.trim());
  return { parts, problems: problemsOf(parts, expected).map((problem) => `"${file}" ${problem}`) };
}

function problemsOf(parts: string[], { variables, optional, words }: PromptParts): string[] {
  const [rules, message] = parts;
  if (parts.every((part) => part === '')) return ['is empty: write the prompt, or put the file back'];
  if (!rules || !message || parts.length > 2) {
    return ['must be rules, one line "---" and a message: put the line between the two'];
  }
  try {
    const inRules = variablesIn(rules);
    const inMessage = variablesIn(message);
    const unknown = [...new Set([...inRules, ...inMessage])].filter(
      (name) => ![...variables, ...optional].includes(name),
    );
    const known = variables.map((name) => `{${name}}`).join(' and ');
    return [
      ...unknown.map(
        (name) => `has an unknown variable {${name}}: use ${known}, or write {{${name}}} for braces as such`,
      ),
      ...inRules
        .filter((name) => [...variables, ...optional].includes(name))
        .map((name) => `has {${name}} among its rules: move it below the line "---"`),
      ...variables
        .filter((name) => ![...inRules, ...inMessage].includes(name))
        .map((name) => `lacks the variable {${name}}: write it where the value belongs, below the line "---"`),
      ...words
        .filter((word) => !`${rules}\n${message}`.includes(word))
        .map((word) => `lacks the word ${word}: ask the model to write it when there is no answer`),
    ];
  } catch (error) {
    return [`has a brace without its other half (${reasonOf(error)}): close it, or write {{ or }} for a brace as such`];
  }
}

function variablesIn(template: string): string[] {
  return PromptTemplate.fromTemplate(template).inputVariables;
}
