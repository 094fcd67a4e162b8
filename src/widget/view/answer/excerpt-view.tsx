import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Citation } from '../../../protocol/answer.ts';
import type { Language } from '../../../protocol/language.ts';
import { describePlace, questionAbove } from '../../../protocol/quotes/describe-place.ts';
import { cellsOf, itemOf, linesOfQuote } from '../../../protocol/quotes/quote-lines.ts';
import { foldQuote } from '../../conversation/fold-quote.ts';
import { MESSAGES_BY_LANGUAGE } from '../../messages/messages-by-language.ts';
import { languageOf } from '../../text-language.ts';
import { QuoteLines } from './quote-lines.tsx';

/**
 * A quote of a document with its place below it. A long one is folded.
 *
 * @param question Stands above it: the heading that it answers, where a quote before it has not shown that.
 * @param language Of the answer: its labels are in it.
 * @param children The marker of the citation.
 */
export function Excerpt({
  citation,
  question,
  language,
  children,
}: {
  citation: Citation;
  question: string | null;
  language: Language;
  children: ComponentChildren;
}) {
  const messages = MESSAGES_BY_LANGUAGE[language];
  const [isUnfolded, setUnfolded] = useState(false);
  const { quote, columns, heading = '', clause, page, paragraph } = citation;
  // The names of the columns stand above the rows already.
  const lines = linesOfQuote(quote).filter((line) => line !== columns?.join(' | '));
  const folded = foldQuote(lines);
  const parts = lines.filter((line) => itemOf(line) ?? cellsOf(line)).length || lines.length;
  const above = heading.slice(0, heading.length - (questionAbove(citation)?.length ?? 0)).replace(/ › $/, '');
  const unsaid = clause !== undefined && quote.startsWith(clause) ? undefined : clause;
  const place = describePlace({ heading: above || undefined, clause: unsaid, page }, language);
  const mark = (
    <>
      {children}{' '}
      <span class="place-number" aria-hidden="true">
        ¶{paragraph}
      </span>
    </>
  );
  const [first = ''] = lines;
  const item = itemOf(first);
  const isRunning = lines.length === 1 && folded === lines && cellsOf(first) === null;
  return (
    <blockquote part="quote" lang={languageOf(quote)} dir="auto">
      {question !== null && <p class="asked">{question}</p>}
      {isRunning && columns && <p class="asked">{columns.join(' | ')}</p>}
      {isRunning ? (
        <p>
          <RunningQuote text={item?.marker === '-' ? item.text : first}>{mark}</RunningQuote>
        </p>
      ) : (
        <QuoteLines lines={isUnfolded ? lines : folded} columns={columns ?? null} />
      )}
      {folded !== lines && (
        <button
          type="button"
          class="text-button"
          lang={language}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? messages.showLess : messages.showAll(parts)}
        </button>
      )}
      {(place !== '' || !isRunning) && (
        <p class="quote-place">
          {!isRunning && mark}
          {!isRunning && place !== '' && ' · '}
          {place}
        </p>
      )}
    </blockquote>
  );
}

/** Its marker stays on the line of its last word: alone on a line it would look lost. */
function RunningQuote({ text, children }: { text: string; children: ComponentChildren }) {
  const lastWord = /\S{1,24}$/.exec(text)?.[0] ?? '';
  return (
    <>
      {text.slice(0, text.length - lastWord.length)}
      <span class="kept-together">
        {lastWord} {children}
      </span>
    </>
  );
}
