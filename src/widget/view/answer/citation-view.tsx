import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Citation } from '../../../protocol/answer.ts';
import { citationAddress, onOneLine } from '../../conversation/answer-text.ts';
import { languageOf } from '../../messages/messages.ts';
import { useChat } from '../chat-context.ts';
import { CloseIcon } from '../icons.tsx';

/** Whether a citation's quote is shown: while it is pointed at, or until it is closed. */
type Shown = 'no' | 'peek' | 'yes';

/** A marker as a button, with the quote it stands for. */
export function CitationView({
  citation,
  onShow,
}: {
  citation: Citation;
  onShow: (wants: 'quote' | 'document') => boolean;
}) {
  const { words, language } = useChat();
  const [shown, setShown] = useState<Shown>('no');
  const cardId = useId();
  const peek = (wanted: boolean) => setShown((now) => (now === 'yes' ? now : wanted ? 'peek' : 'no'));
  const press = () => {
    if (shown === 'yes') setShown('no');
    else if (onShow('quote')) setShown('yes');
  };
  useEffect(() => {
    if (shown !== 'peek') return;
    // A quote that is only pointed at covers other words: it goes with Escape, wherever the focus is (WCAG 1.4.13).
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setShown('no');
    document.addEventListener('keydown', dismiss);
    return () => document.removeEventListener('keydown', dismiss);
  }, [shown]);
  const close = (event: Event) => {
    // First the focus, which would let the marker peek, and then what closes it.
    (event.currentTarget as Element).closest('.citation')?.querySelector<HTMLElement>('.marker')?.focus();
    setShown('no');
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is pressed is the button inside
    <span
      class="citation"
      lang={language}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && peek(true)}
      onPointerLeave={() => peek(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || shown === 'no') return;
        event.stopPropagation();
        close(event);
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget === null) peek(false);
        else if (!currentTarget.contains(relatedTarget as Node)) setShown('no');
      }}
    >
      <button
        type="button"
        part="marker"
        class="marker"
        aria-label={words.citation(citation.marker, citation.paragraph)}
        aria-expanded={shown === 'yes'}
        {...(shown !== 'no' && { 'aria-controls': cardId })}
        onClick={press}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && peek(true)}
      >
        {citation.marker}
      </button>
      {shown !== 'no' && (
        <CitationCard
          id={cardId}
          citation={citation}
          isPinned={shown === 'yes'}
          onClose={close}
          onFollow={() => onShow('document')}
        />
      )}
    </span>
  );
}

/** Spans only: a card stands inside a paragraph. */
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
  const { words, server } = useChat();
  const { documentTitle, paragraph, page, prefix, quote, suffix } = citation;
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
      aria-label={words.citation(citation.marker, paragraph)}
    >
      <span class="place">
        <span class="place-name" lang={languageOf(documentTitle)}>
          {documentTitle}
        </span>
        <span class="place-number" aria-hidden="true">
          ¶{paragraph}
        </span>
        {page !== undefined && <span class="place-page">{words.page(page)}</span>}
        <button type="button" class="plain-button" aria-label={words.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </span>
      <span class="card-words" lang={languageOf(quote)}>
        {prefix !== '' && <span class="neighbour">…{onOneLine(prefix)} </span>}
        <span class="card-quote">{onOneLine(quote)}</span>
        {suffix !== '' && <span class="neighbour"> {onOneLine(suffix)}…</span>}
      </span>
      <a
        class="card-link"
        href={citationAddress(citation, server)}
        target="_blank"
        rel="noopener"
        onClick={(event) => onFollow() || event.preventDefault()}
      >
        {words.showInDocument}
      </a>
    </span>
  );
}
