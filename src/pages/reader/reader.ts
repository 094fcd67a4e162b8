import '../../widget/widget.ts';
import { startConversations } from '../conversations/start-conversations.ts';
import { pageMessages } from '../messages/page-messages.ts';
import { readerMessages } from '../messages/reader-messages.ts';
import { offerQuestions } from './ask-about-paragraph.ts';
import { addFindField } from './finding/find-field.ts';
import { createFinder, MATCH_LAYER } from './finding/find-in-document.ts';
import { dockWhereNarrow, followChat } from './follow-chat.ts';
import { followAddress } from './marking/follow-address.ts';
import { createWordMarker } from './marking/mark-words.ts';
import { CITATION_LAYER, createWordDisplay } from './marking/show-words.ts';
import { type PageDocument, readPageDocument } from './page-document.ts';
import { createPageViews, pagesPlace } from './views/page-views.ts';

/** Makes the page of a document interactive: document and chat are linked. Without this script the document can still be read. */
function startReader(page: PageDocument): void {
  const messages = readerMessages();
  const chat = document.querySelector('pilcrow-chat');
  const marker = createWordMarker([CITATION_LAYER, MATCH_LAYER]);
  const goBack = () => chat?.backToAnswer();
  const pages = pagesPlace();
  const toPage = pages && { label: pageMessages().toPage, open: () => views?.turnTo('page') };
  const showText = createWordDisplay({ page, marker, messages, goBack, toPage });
  const views = pages && createPageViews(pages, { page, showText, goBack });
  const show = views?.show ?? showText;
  const place = document.getElementById('find');
  if (place) addFindField(place, { finder: createFinder({ page, marker }), messages });
  if (chat) {
    dockWhereNarrow(chat);
    followChat(chat, { page, show });
    offerQuestions(page, { messages, ask: (paragraph) => chat.askAbout(paragraph) });
  }
  followAddress(page, show);
}

const page = readPageDocument();
const chat = document.querySelector('pilcrow-chat');
if (page) startReader(page);
// The list of documents: what the chat cites is shown on their own pages.
else if (chat) dockWhereNarrow(chat);
const conversations = document.getElementById('conversations');
if (chat && conversations) startConversations(chat, conversations);
