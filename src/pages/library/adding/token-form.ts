import { createElement } from '../../create-element.ts';
import type { LibraryMessages } from '../../messages/library-messages.ts';
import type { AdminToken } from '../admin-token.ts';

/** Creates the form that asks for the admin token. It is sent nowhere: what is entered becomes the token of this tab. */
export function createTokenForm(
  token: AdminToken,
  messages: LibraryMessages,
): { form: HTMLFormElement; showProblem(): void } {
  const field = createElement('input', {
    type: 'password',
    id: 'admin-token',
    required: true,
    autocomplete: 'off',
    spellcheck: false,
  });
  const hint = createElement('p', { id: 'admin-token-hint', className: 'hint' }, messages.tokenHint);
  const problem = createElement('p', { className: 'problem', role: 'alert' });
  const form = createElement(
    'form',
    { className: 'token' },
    createElement('label', { htmlFor: field.id }, messages.token),
    createElement(
      'div',
      { className: 'field-row' },
      field,
      createElement('button', { className: 'button' }, messages.goOn),
    ),
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
      problem.textContent = messages.tokenWrong;
      field.focus();
    },
  };
}
