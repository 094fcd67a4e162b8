import type { ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Answer, Citation, FoundParagraph } from '../../../protocol/answer.ts';
import { type AnswerPart, partsOfAnswer } from '../../../protocol/quotes/answer-parts.ts';
import { describePlace, questionAbove } from '../../../protocol/quotes/describe-place.ts';
import { paragraphAddress, splitMarkers } from '../../conversation/answer-text.ts';
import { outcomeText } from '../../conversation/outcome-text.ts';
import { isArriving, type Turn } from '../../conversation/turn.ts';
import { fillMessage } from '../../messages/fill-message.ts';
import type { Messages } from '../../messages/messages.ts';
import { inQuotationMarks, languageOf } from '../../text-language.ts';
import { useChat } from '../chat-context.ts';
import { AnswerNotices } from './answer-notices.tsx';
import { CitationView } from './citation-view.tsx';
import { ContactLine } from './contact-line.tsx';
import { Excerpt } from './excerpt-view.tsx';
import { MarkdownView } from './markdown/markdown-view.tsx';
import { quotedAddresses } from './markdown/quoted-addresses.ts';
import { plainQuote } from './without-signs.ts';

/** How many of the nearest paragraphs are offered where an answer does not suffice. */
const OFFERED_PARAGRAPHS = 3;

/** An answer as far as it has arrived: quotes set apart, prose with its markers, and the nearest paragraphs where they help. */
export function AnswerView({ turn }: { turn: Turn }) {
  const { messages: own, labelsIn, contact } = useChat();
  const { provisional, answer } = turn;
  const { citations } = provisional ?? turn;
  const language = (provisional ?? answer)?.language;
  const messages = language === undefined ? own : labelsIn(language);
  const text = answer === null ? (provisional ?? turn).text : outcomeText(answer, messages);
  // What the chat has its own words for is in its language, what a server or a model wrote in that of the answer.
  const ofServer = text === answer?.text && language !== messages.language ? language : undefined;
  // What leads into quotes that are read until the answer comes is said above them.
  const parts = partsOfAnswer(text, citations).filter(({ kind }) => provisional === null || kind === 'excerpt');
  const { renderCitation, ...rendering } = useRendering(citations);

  return (
    <div class="answer" part="answer" data-kind={answer?.kind ?? 'answered'} lang={messages.language}>
      {provisional !== null && !isArriving(turn) && <p class="label">{messages.nearest}</p>}
      {parts.map((part, index) =>
        part.kind === 'prose' ? (
          <MarkdownView key={index} text={part.text} language={ofServer} {...rendering} />
        ) : (
          <QuoteUnderNames key={index} citation={part.citation} before={quotedBefore(parts, index)} labels={messages}>
            {renderCitation(part.citation)}
          </QuoteUnderNames>
        ),
      )}
      {answer?.kind === 'unanswered' && contact !== null && <ContactLine {...contact} />}
      {answer !== null && <AnswerNotices answer={answer} messages={messages} />}
      <PrintedNotes citations={citations} />
      {answer !== null && answer.kind !== 'answered' && <NearestParagraphs messages={messages} answer={answer} />}
    </div>
  );
}

/** How the texts and the citations of an answer are drawn. */
function useRendering(citations: Citation[]) {
  const { emit } = useChat();
  const addresses = useMemo(() => quotedAddresses(citations), [citations]);
  const renderCitation = (citation: Citation) => (
    <CitationView
      key={citation.marker}
      citation={citation}
      onShow={(shown) => emit('pilcrow-citation', { citation, citations, shown })}
    />
  );
  const renderText = (prose: string): ComponentChild =>
    splitMarkers(prose, citations).map((part) => (typeof part === 'string' ? part : renderCitation(part)));
  return { addresses, renderText, renderCitation };
}

/** A quote, under its document and the question that it answers where the quote before it stands under others. */
function QuoteUnderNames({
  citation,
  before,
  labels,
  children,
}: {
  citation: Citation;
  before: Citation | undefined;
  labels: Messages;
  children: ComponentChild;
}) {
  const { documentId, documentTitle, heading } = citation;
  const isOfSame = before?.documentId === documentId;
  const question = isOfSame && before.heading === heading ? null : questionAbove(citation);
  return (
    <>
      {!isOfSame && (
        <p class="label" lang={languageOf(documentTitle)} dir="auto">
          {documentTitle}
        </p>
      )}
      <Excerpt citation={citation} question={question} labels={labels}>
        {children}
      </Excerpt>
    </>
  );
}

function quotedBefore(parts: AnswerPart[], index: number): Citation | undefined {
  return parts.slice(0, index).findLast((part) => part.kind === 'excerpt')?.citation;
}

function isIn(citation: Citation, { documentId, paragraph }: FoundParagraph): boolean {
  return citation.documentId === documentId && citation.paragraph === paragraph;
}

/** The paragraphs that were found and are not quoted; where nothing is said, they are seen at once. */
function NearestParagraphs({ messages, answer }: { messages: Messages; answer: Answer }) {
  const isOpen = answer.kind === 'unanswered';
  const paragraphs = answer.paragraphs.filter((found) => !answer.citations.some((citation) => isIn(citation, found)));
  if (paragraphs.length === 0) return null;
  const offered = paragraphs.slice(0, OFFERED_PARAGRAPHS);
  // On the page of one document, or of a library of one, its title says nothing.
  const isOfSeveral = new Set([...answer.citations, ...offered].map(({ documentId }) => documentId)).size > 1;
  return (
    <details class="nearest" open={isOpen}>
      <summary>{isOpen ? messages.nearest : messages.otherNearest}</summary>
      <ul>
        {offered.map((found) => (
          <li key={`${found.documentId} ${found.paragraph}`}>
            <NearestParagraph found={found} title={isOfSeveral ? found.documentTitle : undefined} messages={messages} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Leads to its document, where the server shows it. */
function NearestParagraph({
  messages,
  found,
  title,
}: {
  messages: Messages;
  found: FoundParagraph;
  title: string | undefined;
}) {
  const { server, emit } = useChat();
  const address = paragraphAddress(found, server);
  const shown = (
    <>
      <span class="place-number" aria-hidden="true">
        ¶{found.paragraph}
      </span>
      <span class="visually-hidden">{fillMessage(messages.paragraph, { paragraph: found.paragraph })}: </span>
      <span class="nearest-words">
        {title && (
          <span class="nearest-title" lang={languageOf(title)} dir="auto">
            {title}
          </span>
        )}
        <span class="nearest-text" lang={languageOf(found.text)} dir="auto">
          {found.text}
        </span>
      </span>
    </>
  );
  if (address === undefined) return <span class="nearest-link">{shown}</span>;
  return (
    <a
      class="nearest-link"
      href={address}
      target="_blank"
      rel="noopener"
      onClick={(event) => emit('pilcrow-paragraph', placeOf(found)) || event.preventDefault()}
    >
      {shown}
    </a>
  );
}

const placeOf = ({ documentId, paragraph }: FoundParagraph) => ({ documentId, paragraph });

/** The quotes below the answer, for paper, where no marker can be pressed. */
function PrintedNotes({ citations }: { citations: Citation[] }) {
  const { places } = useChat().messages;
  if (citations.length === 0) return null;
  return (
    <ol class="printed-notes">
      {citations.map((citation) => (
        <li key={citation.marker} value={citation.marker}>
          {describePlace(citation, places)}, ¶{citation.paragraph}:{' '}
          <span lang={languageOf(citation.quote)} dir="auto">
            {inQuotationMarks(plainQuote(citation.quote))}
          </span>
        </li>
      ))}
    </ol>
  );
}
