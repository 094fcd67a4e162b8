import type { TargetedSubmitEvent } from 'preact';
import { signIn } from '../requests/call-server.ts';
import { useChat } from './chat-context.ts';

/** Asks for the password of the server. @param props.onEnter Called once it was the right one. */
export function PasswordForm({ onEnter }: { onEnter: () => void }) {
  const { messages, server } = useChat();
  const enter = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget[0] as HTMLInputElement;
    if (await signIn(server, field.value)) return onEnter();
    field.ariaInvalid = 'true';
    field.select();
  };
  return (
    <form class="comment" part="password" onSubmit={enter}>
      <div class="field">
        <input type="password" autocomplete="current-password" required aria-label={messages.locked} />
        <button type="submit" class="text-button">
          {messages.send}
        </button>
      </div>
    </form>
  );
}
