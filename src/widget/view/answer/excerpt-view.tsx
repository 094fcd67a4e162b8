import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Citation } from '../../../protocol/answer.ts';
import { describePlace, questionAbove, withoutTitle } from '../../../protocol/quotes/describe-place.ts';
import type { PlaceWords } from '../../../protocol/quotes/place-words.ts';
import { cellsOf, itemOf, linesOfQuote } from '../../../protocol/quotes/quote-lines.ts';
import { foldQuote } from '../../conversation/fold-quote.ts';
import { fillMessage } from '../../messages/fill-message.ts';
import type { Messages } from '../../messages/messages.ts';
import { languageOf } from '../../text-language.ts';
import { QuoteLines } from './quote-lines.tsx';
import { withoutSigns } from './without-signs.ts';

/**
 * A quote of a document with its place below it. A long one is folded.
 *
 * @param question Stands above it: the heading that it answers, where a quote before it has not shown that.
 * @param labels In the language of the answer.
 * @param children The marker of the citation.
 */
export function Excerpt({
  citation,
  question,
  labels,
  children,
}: {
  citation: Citation;
  question: string | null;
  labels: Messages;
  children: ComponentChildren;
}) {
  const [isUnfolded, setUnfolded] = useState(false);
  const { quote, columns = null, paragraph } = citation;
  // The names of the columns stand above the rows already.
  const lines = linesOfQuote(quote)
    .filter((line) => line !== columns?.join(' | '))
    .map(withoutSigns);
  const folded = foldQuote(lines);
  const [first = ''] = lines;
  const isRunning = lines.length === 1 && folded === lines && cellsOf(first) === null;
  const place = placeBelow(citation, labels.places);
  const mark = (
    <>
      {children}{' '}
      <span class="place-number" aria-hidden="true">
        ¶{paragraph}
      </span>
    </>
  );
  return (
    <blockquote part="quote" lang={languageOf(quote)} dir="auto">
      {question !== null && <p class="asked">{question}</p>}
      {isRunning && columns && <p class="asked">{columns.join(' | ')}</p>}
      {isRunning ? (
        <RunningQuote line={first}>{mark}</RunningQuote>
      ) : (
        <QuoteLines lines={isUnfolded ? lines : folded} columns={columns} />
      )}
      {folded !== lines && (
        <FoldButton lines={lines} labels={labels} isUnfolded={isUnfolded} onPress={() => setUnfolded(!isUnfolded)} />
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

/** Headings, clause and page, without what the quote or its question says. */
function placeBelow(citation: Citation, words: PlaceWords): string {
  const { documentTitle, quote, clause, page, pageKind } = citation;
  const heading = withoutTitle(citation.heading ?? '', documentTitle);
  const question = questionAbove(citation) ?? '';
  const above = heading.slice(0, heading.length - question.length).replace(/ › $/, '');
  const isSaid = clause !== undefined && quote.startsWith(clause) && !/^[\p{L}\d]/u.test(quote.slice(clause.length));
  return describePlace({ heading: above || undefined, clause: isSaid ? undefined : clause, page, pageKind }, words);
}

function FoldButton({
  lines,
  labels,
  isUnfolded,
  onPress,
}: {
  lines: string[];
  labels: Messages;
  isUnfolded: boolean;
  onPress: () => void;
}) {
  const parts = lines.filter((line) => itemOf(line) ?? cellsOf(line)).length || lines.length;
  return (
    <button type="button" class="text-button" lang={labels.language} aria-expanded={isUnfolded} onClick={onPress}>
      {isUnfolded ? labels.showLess : parts > 1 ? fillMessage(labels.showAll, { count: parts }) : labels.showWhole}
    </button>
  );
}

/** A quote of one line. Its marker stays on the line of its last word: alone on a line it would look lost. */
function RunningQuote({ line, children }: { line: string; children: ComponentChildren }) {
  const item = itemOf(line);
  const text = item?.marker === '-' ? item.text : line;
  const lastWord = /\S{1,24}$/.exec(text)?.[0] ?? '';
  return (
    <p>
      {text.slice(0, text.length - lastWord.length)}
      <span class="kept-together">
        {lastWord} {children}
      </span>
    </p>
  );
}
