import { choosingMessages } from '../messages/choosing-messages.ts';
import { libraryMessages } from '../messages/library-messages.ts';
import { startAdding } from './adding/add-documents.ts';
import { openAdminToken } from './admin-token.ts';
import { offerChoosing } from './choosing/choose-documents.ts';
import { offerDeleting } from './delete-documents.ts';
import { startDocumentList } from './document-list.ts';

/** Makes the list of documents interactive; documents are added and deleted where that is allowed. Without this script the list can still be read. */
const messages = libraryMessages();
const place = document.querySelector<HTMLElement>('.document-list');
const list = place && startDocumentList(place, document.getElementById('filter'), messages);
const chat = document.querySelector('pilcrow-chat');
// The page of a single document has its list to delete it, and nothing to choose from.
const isLibrary = document.querySelector('h1 .count') !== null;
if (list && chat && isLibrary) offerChoosing(list, { place, chat, messages: choosingMessages() });
const adding = document.getElementById('adding');
if (adding instanceof HTMLDetailsElement) {
  const isInvited = location.hash.startsWith('#token=');
  const token = openAdminToken();
  if (isInvited) adding.open = true;
  startAdding(adding, { token, messages, onChange: async () => list?.refresh() });
  // What is worth asking has changed with the documents.
  list?.onRefresh(() => chat?.introduce());
  if (list) offerDeleting(list, { token, messages });
}
