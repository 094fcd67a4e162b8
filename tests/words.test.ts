import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

/**
 * Words that only this project would understand, or that had several meanings in it, with what is said instead. ARCHITECTURE.md has the
 * table of the words that are used.
 */
const PRIVATE_WORDS: [word: RegExp, instead: string][] = [
  [/(?<![A-Za-z])(?:tells?|telling|told)(?![a-z])|Tell[A-Z]|Told/i, 'format, map, emit, report, log, describe …'],
  [/(?<!--)\banew\b|Anew/i, 'rebuild, again'],
  [/\b(?:MOST|LONGEST|LEAST|FEWEST|WIDEST)(?:_|\b)/, 'MAX_…, MIN_…'],
  [/\b(?:whoever|nobody)\b/i, 'the caller, no process …'],
  [/\bgone\b|Gone\b|\bgone[A-Z]/, 'deleted, complete …'],
  [/\b(?:is settled|settles?)\b|isSettled|noteSettled/i, 'finishUpdate, complete'],
  [/\bwhat comes\b/i, 'the incoming …'],
  [/\bwants\b/i, 'requires, needs'],
  [/\bspread(?:s|er|ing)?\b|Spread(?!sheet)/i, 'expand, expansion'],
  [/\bremember(?:s|ed|ing)?\b|Remember/i, 'cache, LruCache'],
  [/\bovertaken\b|Overtaken/i, 'superseded, supersededBy'],
  [/\bEdition|[a-z]Edition\b/, 'index version'],
  [/\b(?:drafter|assessor)s?\b|Drafter|Assessor/i, 'selectQuotes, scoreSentences'],
  [/\bfacts?\b|[a-z]Facts?\b/i, 'metadata (of a document), answer type (of a question)'],
];

/** Where such a word is the material that the file is about, not the project's own word. */
const MATERIAL: Record<string, RegExp> = {
  'answering/follow-up/answer-request.ts': /\(\?:tell\|/,
  'answering/grounding/coverage/light-words.ts': /\|gone\||\|nobody\|/,
  'answering/grounding/polarity/negations.ts': /nobody/,
  'answering/grounding/scope/is-of-others.ts': /\|nobody\|/,
  'answering/grounding/scope/modality.ts': /\|wants/,
  'answering/model/prompt/find-instructions.ts': /\|tell\|/,
  'answering/model/writing/checking/refusal-words.ts': /\btell|\btold\b/,
  'answering/model/writing/reading/unwrap-json.ts': /\|fact\|/,
  'answering/small-talk/forms/english.ts': /\btell(?:ing)?\b|intelligence/,
  'answering/small-talk/forms/english-assistant.ts': /\btell(?:ing)?\b|\bremember\b|\bfacts\b|intelligen/,
  'answering/small-talk/forms/english-courtesies.ts': /\bremember\b/,
  'text/stop-words.ts': /\btell\b/,
  'answering/outline/read-overview.ts': /\btell(?:\\s\+)? ?me\b|tell\\s\+me/,
  'answering/places/asking-for-place.ts': /\btell\b/,
  'answering/sections/read-subject.ts': /tell\\s\+me/,
  'cli/commands/index-documents.ts': /anew: \{|values\.anew/,
  'http/api/routes/original-media-type.ts': /\.spreadsheetml\./,
  'documents/opening/line-kinds.ts': /\|Edition\|/,
  // A column of tables that exist, and a mark that stood in them.
  'stores/postgres/schema/schema.ts': /\bgone bigint\b|`gone`/,
  'stores/postgres/writing/apply-update.ts': /\bSET .*\bgone = /,
  'stores/postgres/writing/finish-update.ts': /\bgone (?:>|=) /,
  'stores/postgres/schema/upgrade-schema.ts': /MARK = ' overtaken:'/,
  'stores/sqlite/schema/upgrade-schema.ts': /MARK = ' overtaken:'/,
};

const directory = path.resolve(import.meta.dirname, '../src');

describe('the words of the source', () => {
  it('are those that engineers use', () => {
    const found = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:tsx?|css)$/.test(file))
      .flatMap((file) => {
        const material = MATERIAL[file.replaceAll('\\', '/')];
        return readFileSync(path.join(directory, file), 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            PRIVATE_WORDS.filter(([word]) => word.test(line) && !material?.test(line)).map(
              ([word, instead]) => `${file}:${index + 1} has "${line.match(word)![0]}"; say ${instead}`,
            ),
          );
      });
    assert.deepEqual(found, []);
  });
});
