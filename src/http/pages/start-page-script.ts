/** What the start page does, as browsers run it. Text of others reaches the page as text only, never as HTML. */
export const START_PAGE_SCRIPT = String.raw`
const words = {
  en: { finding: 'Finding…', nearest: 'Nearest paragraphs:', failed: 'The answer did not arrive.', again: 'Try again' },
  ru: { finding: 'Ищем…', nearest: 'Ближайшее по смыслу:', failed: 'Ответ не получен.', again: 'Повторить' },
}[document.documentElement.lang];
const form = document.querySelector('form');
const field = form.elements.message;
const conversation = document.querySelector('#conversation');
const history = [];
let conversationId;

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function link(href, text) {
  return element('a', { href, textContent: text });
}

function answerLine(line, citations) {
  const parts = line.split(/(\[\d+\])/).map((part) => {
    const citation = citations.find(({ marker }) => part === '[' + marker + ']');
    return citation ? element('sup', {}, link(citation.url, String(citation.marker))) : part;
  });
  return element('p', {}, ...parts);
}

function citationNote({ marker, quote, url, paragraph, documentTitle }, text) {
  const shown = quote.replace(/\s+/g, ' ');
  // An answer made of quotes has said it already.
  const words = text.includes(shown) ? [] : [element('q', { textContent: shown }), ' '];
  return element('li', { value: marker }, ...words, link(url, '¶' + paragraph), ' ' + documentTitle);
}

function nearestNote({ documentId, paragraph, text }) {
  return element('li', {}, text + ' ', link('/documents/' + encodeURIComponent(documentId) + '#paragraph-' + paragraph, '¶' + paragraph));
}

function answerParts({ kind, text, citations, paragraphs }) {
  const lines = text.split('\n').map((line) => answerLine(line, citations));
  if (kind !== 'unanswered') return [...lines, element('ol', {}, ...citations.map((citation) => citationNote(citation, text)))];
  if (paragraphs.length === 0) return lines;
  return [...lines, element('p', { textContent: words.nearest }), element('ul', {}, ...paragraphs.slice(0, 3).map(nearestNote))];
}

async function fetchAnswer(message) {
  const response = await fetch('/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ message, history: history.slice(-6), conversationId }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error.message);
  return body;
}

async function showAnswer(message, place) {
  place.replaceChildren(element('p', { className: 'quiet', textContent: words.finding }));
  try {
    const answer = await fetchAnswer(message);
    conversationId = answer.conversationId;
    history.push({ role: 'user', content: message }, { role: 'assistant', content: answer.text.slice(0, 2000) });
    place.className = answer.kind;
    place.replaceChildren(...answerParts(answer));
  } catch (error) {
    const again = element('button', { type: 'button', textContent: words.again });
    again.addEventListener('click', () => showAnswer(message, place));
    place.replaceChildren(element('p', { textContent: words.failed + ' ' + error.message }), again);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const message = field.value.trim();
  if (message === '') return;
  const place = element('div', {});
  conversation.append(element('p', { className: 'question', textContent: message }), place);
  field.value = '';
  showAnswer(message, place);
});
`;
