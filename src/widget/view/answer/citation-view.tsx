import type { HTMLAttributes } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Citation } from '../../../protocol/answer.ts';
import { describePlace } from '../../../protocol/quotes/describe-place.ts';
import { citationAddress } from '../../conversation/answer-text.ts';
import { fillMessage } from '../../messages/fill-message.ts';
import { languageOf } from '../../text-language.ts';
import { useChat } from '../chat-context.ts';
import { CloseIcon } from '../icons.tsx';
import { plainQuote } from './without-signs.ts';

/** How a citation's quote is shown: not at all, while its marker is pointed at, or until it is closed. */
type QuoteDisplay = 'hidden' | 'peek' | 'pinned';

/** A marker as a button, with the quote it stands for. */
export function CitationView({
  citation,
  onShow,
}: {
  citation: Citation;
  /** Called before the words are shown; false when the page shows them itself. */
  onShow: (where: 'quote' | 'document') => boolean;
}) {
  const { messages } = useChat();
  const cardId = useId();
  const { display, setDisplay, peek, close, handlers } = useQuoteDisplay();
  const press = () => {
    if (display === 'pinned') setDisplay('hidden');
    else if (onShow('quote')) setDisplay('pinned');
  };
  return (
    <span class="citation" lang={messages.language} {...handlers}>
      <button
        type="button"
        part="marker"
        class="marker"
        aria-label={fillMessage(messages.citation, citation)}
        aria-expanded={display === 'pinned'}
        {...(display !== 'hidden' && { 'aria-controls': cardId })}
        onClick={press}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && peek(true)}
      >
        {citation.marker}
      </button>
      {display !== 'hidden' && (
        <CitationCard
          id={cardId}
          citation={citation}
          isPinned={display === 'pinned'}
          onClose={close}
          onFollow={() => onShow('document')}
        />
      )}
    </span>
  );
}

/** The state of a citation's quote, and what changes it on the element around marker and quote. */
function useQuoteDisplay() {
  const [display, setDisplay] = useState<QuoteDisplay>('hidden');
  const peek = (isPointedAt: boolean) =>
    setDisplay((now) => (now === 'pinned' ? now : isPointedAt ? 'peek' : 'hidden'));
  useEffect(() => {
    if (display !== 'peek') return;
    // A peeking quote covers other words: Escape hides it, wherever the focus is (WCAG 1.4.13).
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setDisplay('hidden');
    document.addEventListener('keydown', dismiss);
    return () => document.removeEventListener('keydown', dismiss);
  }, [display]);
  const close = (event: Event) => {
    // The focus moves first: a focused marker peeks, and hiding ends that.
    (event.currentTarget as Element).closest('.citation')?.querySelector<HTMLElement>('.marker')?.focus();
    setDisplay('hidden');
  };
  const handlers: HTMLAttributes<HTMLSpanElement> = {
    onPointerEnter: ({ pointerType }) => pointerType === 'mouse' && peek(true),
    onPointerLeave: () => peek(false),
    onKeyDown(event) {
      if (event.key !== 'Escape' || display === 'hidden') return;
      event.stopPropagation();
      close(event);
    },
    onFocusOut({ currentTarget, relatedTarget }) {
      if (relatedTarget === null) peek(false);
      else if (!currentTarget.contains(relatedTarget as Node)) setDisplay('hidden');
    },
  };
  return { display, setDisplay, peek, close, handlers };
}

/** The quote with its place in the document. It is made of spans only, because it stands inside a paragraph. */
function CitationCard({
  id,
  citation,
  isPinned,
  onClose,
  onFollow,
}: {
  id: string;
  citation: Citation;
  isPinned: boolean;
  onClose: (event: Event) => void;
  onFollow: () => boolean;
}) {
  const { messages, server } = useChat();
  const { documentTitle, paragraph, heading, clause, page, pageKind, prefix, quote, suffix } = citation;
  const address = citationAddress(citation, server);
  const place = describePlace({ heading, clause, page, pageKind }, messages.places);
  const card = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isPinned) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isPinned]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <span
      ref={card}
      id={id}
      part="citation"
      class="card"
      role="group"
      aria-label={fillMessage(messages.citation, citation)}
    >
      <span class="place">
        <span class="place-name" lang={languageOf(documentTitle)} dir="auto">
          {documentTitle}
        </span>
        <span class="place-number" aria-hidden="true">
          ¶{paragraph}
        </span>
        <button type="button" class="plain-button" aria-label={messages.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </span>
      {place !== '' && (
        <span class="card-place" dir="auto">
          {place}
        </span>
      )}
      <span class="card-words" lang={languageOf(quote)} dir="auto">
        {prefix !== '' && <span class="neighbour">…{plainQuote(prefix, ' ')} </span>}
        <span class="card-quote">{plainQuote(quote)}</span>
        {suffix !== '' && <span class="neighbour"> {plainQuote(suffix, ' ')}…</span>}
      </span>
      {address && (
        <a
          class="card-link"
          href={address}
          target="_blank"
          rel="noopener"
          onClick={(event) => onFollow() || event.preventDefault()}
        >
          {messages.showInDocument}
        </a>
      )}
    </span>
  );
}
