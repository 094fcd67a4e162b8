import { type ComponentChild, Fragment } from 'preact';
import type { Citation, FoundParagraph } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import { partsOfAnswer } from '../../../protocol/quotes/answer-parts.ts';
import { describePlace, questionAbove } from '../../../protocol/quotes/describe-place.ts';
import { paragraphAddress, splitMarkers } from '../../conversation/answer-text.ts';
import type { Turn } from '../../conversation/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { MESSAGES_BY_LANGUAGE } from '../../messages/messages-by-language.ts';
import { inQuotationMarks, languageOf } from '../../text-language.ts';
import { useChat } from '../chat-context.ts';
import { CitationView } from './citation-view.tsx';
import { Excerpt } from './excerpt-view.tsx';
import { MarkdownView } from './markdown-view.tsx';

/** How many of the nearest paragraphs are offered where an answer does not suffice. */
const OFFERED_PARAGRAPHS = 3;

/** An answer as far as it has arrived: quotes set apart, prose with its markers, and the nearest paragraphs where they help. */
export function AnswerView({ turn }: { turn: Turn }) {
  const { emit, language } = useChat();
  const { text, citations, answer } = turn;
  const own = answer?.language ?? language;
  const messages = MESSAGES_BY_LANGUAGE[own];
  const parts = partsOfAnswer(text, citations);
  let before: Citation | null = null;
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
      {parts.map((part, index) => {
        if (part.kind === 'prose') return <MarkdownView key={index} text={part.text} renderText={renderText} />;
        const { citation } = part;
        const isOfSame = before?.documentId === citation.documentId;
        const isUnderSame = isOfSame && before?.heading === citation.heading;
        before = citation;
        return (
          <Fragment key={index}>
            {!isOfSame && <DocumentName title={citation.documentTitle} />}
            <Excerpt citation={citation} question={isUnderSame ? null : questionAbove(citation)} language={own}>
              {renderCitation(citation)}
            </Excerpt>
          </Fragment>
        );
      })}
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

/** Stands above the quotes of a document. */
function DocumentName({ title }: { title: string }) {
  return (
    <p class="label" lang={languageOf(title)} dir="auto">
      {title}
    </p>
  );
}

/** Sentences of a chat model that its quotes do not support, marked as such. */
function Unsupported({ messages, text, spans }: { messages: Messages; text: string; spans: Span[] }) {
  return (
    <div class="unsupported" part="unsupported">
      <p class="label">{messages.unsupported}</p>
      <ul>
        {spans.map(({ start, end }) => (
          <li key={start} dir="auto">
            {text.slice(start, end).replace(/\s*\[\d+\]/g, '')}
          </li>
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
              <span class="nearest-text" lang={languageOf(found.text)} dir="auto">
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
  const { language } = useChat();
  if (citations.length === 0) return null;
  return (
    <ol class="printed-notes">
      {citations.map((citation) => (
        <li key={citation.marker} value={citation.marker}>
          {describePlace(citation, language)}, ¶{citation.paragraph}: {inQuotationMarks(citation.quote)}
        </li>
      ))}
    </ol>
  );
}
