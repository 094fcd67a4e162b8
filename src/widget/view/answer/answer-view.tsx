import type { ComponentChild, ComponentChildren } from 'preact';
import type { Citation, FoundParagraph } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import { answerBlocks, paragraphAddress, splitMarkers } from '../../conversation/answer-text.ts';
import type { Turn } from '../../conversation/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { MESSAGES_BY_LANGUAGE } from '../../messages/messages-by-language.ts';
import { inQuotationMarks, languageOf } from '../../text-language.ts';
import { useChat } from '../chat-context.ts';
import { CitationView } from './citation-view.tsx';
import { MarkdownView } from './markdown-view.tsx';

/** How many of the nearest paragraphs are offered where an answer does not suffice. */
const OFFERED_PARAGRAPHS = 3;

/** An answer as far as it has arrived: quotes set apart, prose with its markers, and the nearest paragraphs where they help. */
export function AnswerView({ turn }: { turn: Turn }) {
  const { emit, language } = useChat();
  const { text, citations, answer } = turn;
  const messages = MESSAGES_BY_LANGUAGE[answer?.language ?? language];
  const blocks = answerBlocks(text, citations);
  const renderCitation = (citation: Citation) => (
    <CitationView
      key={citation.marker}
      citation={citation}
      onShow={(shown) => emit('pilcrow-citation', { citation, citations, shown })}
    />
  );
  const renderText = (prose: string): ComponentChild =>
    splitMarkers(prose, citations).map((part) => (typeof part === 'string' ? part : renderCitation(part)));

  return (
    <div class="answer" part="answer" data-kind={answer?.kind ?? 'answered'} lang={answer?.language}>
      {blocks[0]?.kind === 'excerpt' && <p class="label">{messages.excerpts}</p>}
      {blocks.map((block, index) =>
        block.kind === 'excerpt' ? (
          <Excerpt key={index} quote={block.quote} paragraph={block.citation.paragraph}>
            {renderCitation(block.citation)}
          </Excerpt>
        ) : (
          <MarkdownView key={index} text={block.text} renderText={renderText} />
        ),
      )}
      {answer?.unsupported && <Unsupported messages={messages} text={text} spans={answer.unsupported} />}
      <PrintedNotes citations={citations} />
      {answer !== null && answer.kind !== 'answered' && (
        <NearestParagraphs
          messages={messages}
          label={answer.kind === 'unanswered' ? messages.nearest : messages.otherNearest}
          isOpen={answer.kind === 'unanswered'}
          paragraphs={answer.paragraphs.filter((found) => !citations.some((citation) => isIn(citation, found)))}
        />
      )}
    </div>
  );
}

/** A quote of a document. Its marker stays on the line of its last word: alone on a line it would look lost. */
function Excerpt({ quote, paragraph, children }: { quote: string; paragraph: number; children: ComponentChildren }) {
  const lastWord = /\S{1,24}$/.exec(quote)?.[0] ?? '';
  return (
    <blockquote part="quote" lang={languageOf(quote)}>
      <p>
        {quote.slice(0, quote.length - lastWord.length)}
        <span class="kept-together">
          {lastWord} {children}
        </span>{' '}
        <span class="place-number" aria-hidden="true">
          ¶{paragraph}
        </span>
      </p>
    </blockquote>
  );
}

/** Sentences of a chat model that its quotes do not support, marked as such. */
function Unsupported({ messages, text, spans }: { messages: Messages; text: string; spans: Span[] }) {
  return (
    <div class="unsupported" part="unsupported">
      <p class="label">{messages.unsupported}</p>
      <ul>
        {spans.map(({ start, end }) => (
          <li key={start}>{text.slice(start, end).replace(/\s*\[\d+\]/g, '')}</li>
        ))}
      </ul>
    </div>
  );
}

function isIn(citation: Citation, { documentId, paragraph }: FoundParagraph): boolean {
  return citation.documentId === documentId && citation.paragraph === paragraph;
}

function NearestParagraphs({
  messages,
  label,
  isOpen,
  paragraphs,
}: {
  messages: Messages;
  label: string;
  isOpen: boolean;
  paragraphs: FoundParagraph[];
}) {
  const { server, emit } = useChat();
  if (paragraphs.length === 0) return null;
  return (
    <details class="nearest" open={isOpen}>
      <summary>{label}</summary>
      <ul>
        {paragraphs.slice(0, OFFERED_PARAGRAPHS).map((found) => (
          <li key={`${found.documentId} ${found.paragraph}`}>
            <a
              class="nearest-link"
              href={paragraphAddress(found, server)}
              target="_blank"
              rel="noopener"
              onClick={(event) => emit('pilcrow-paragraph', placeOf(found)) || event.preventDefault()}
            >
              <span class="place-number" aria-hidden="true">
                ¶{found.paragraph}
              </span>
              <span class="visually-hidden">{messages.paragraph(found.paragraph)}: </span>
              <span class="nearest-text" lang={languageOf(found.text)}>
                {found.text}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

const placeOf = ({ documentId, paragraph }: FoundParagraph) => ({ documentId, paragraph });

/** The quotes below the answer, for paper, where no marker can be pressed. */
function PrintedNotes({ citations }: { citations: Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ol class="printed-notes">
      {citations.map(({ marker, documentTitle, paragraph, quote }) => (
        <li key={marker} value={marker}>
          {documentTitle}, ¶{paragraph}: {inQuotationMarks(quote)}
        </li>
      ))}
    </ol>
  );
}
