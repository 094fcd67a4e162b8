import { element } from '../../create-element.ts';
import type { LibraryWords } from '../../messages/library-messages.ts';
import type { AdminToken } from '../admin-token.ts';

/** Creates the form that asks for the admin token. It is sent nowhere: what is entered becomes the token of this tab. */
export function createTokenForm(
  token: AdminToken,
  words: LibraryWords,
): { form: HTMLFormElement; showProblem(): void } {
  const field = element('input', {
    type: 'password',
    id: 'admin-token',
    required: true,
    autocomplete: 'off',
    spellcheck: false,
  });
  const hint = element('p', { id: 'admin-token-hint', className: 'hint' }, words.tokenHint);
  const problem = element('p', { className: 'problem', role: 'alert' });
  const form = element(
    'form',
    { className: 'token' },
    element('label', { htmlFor: field.id }, words.token),
    element('div', { className: 'field-row' }, field, element('button', { className: 'button' }, words.goOn)),
    hint,
    problem,
  );
  field.setAttribute('aria-describedby', hint.id);
  form.onsubmit = (event) => {
    event.preventDefault();
    const { value } = field;
    if (value.trim() === '') return;
    field.value = '';
    problem.textContent = '';
    token.set(value.trim());
  };
  return {
    form,
    showProblem() {
      problem.textContent = words.tokenWrong;
      field.focus();
    },
  };
}
