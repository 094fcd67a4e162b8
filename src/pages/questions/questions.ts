import { createTokenForm } from '../library/adding/token-form.ts';
import { openAdminToken } from '../library/admin-token.ts';
import { libraryMessages } from '../messages/library-messages.ts';
import { questionMessages } from '../messages/question-messages.ts';
import { saveFile } from '../save-file.ts';
import { offerLines } from './offer-lines.ts';

/** Shows what was asked to those who have the admin token: the page itself comes with it, and takes the place of the one that asks for it. */
const messages = { ...libraryMessages(), ...questionMessages() };
const token = openAdminToken();
const { form, showProblem } = createTokenForm(token, messages);
const unlock = document.getElementById('unlock');
const problem = Object.assign(document.createElement('p'), { className: 'problem', role: 'alert' });

/** Gets this address with the token; null where the server cannot be reached. */
async function get(address: string): Promise<Response | null> {
  const headers = { authorization: `Bearer ${token.value}`, accept: 'text/html' };
  return fetch(address, { headers, cache: 'no-store' }).catch(() => null);
}

async function show(): Promise<void> {
  if (token.value === null) return;
  form.inert = true;
  const response = await get(location.href);
  form.inert = false;
  if (response?.status === 401) {
    token.set(null);
    showProblem();
  } else if (response?.ok) {
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    document.body.replaceWith(page.body);
    start();
  } else problem.textContent = messages.failed;
}

/** Makes the shown page interactive. */
function start(): void {
  offerLines(messages);
  const csv = document.getElementById('csv');
  if (!(csv instanceof HTMLAnchorElement)) return;
  csv.onclick = async (event) => {
    event.preventDefault();
    const response = await get(csv.href);
    if (response?.ok) saveFile(await response.blob(), 'questions.csv');
    else document.getElementById('copied')!.textContent = messages.failed;
  };
}

unlock?.append(form, problem);
if (token.value === null) form.querySelector('input')?.focus();
token.onChange(() => void show());
void show();
