import type { Contact } from '../../contact.ts';

/** Where else to ask, in the words of the page's owner. */
export function ContactLine({ text, href }: Contact) {
  return (
    <p class="contact" part="contact" dir="auto">
      {href === null ? (
        text
      ) : (
        <a class="prose-link" href={href} {...(href.startsWith('https:') && { target: '_blank', rel: 'noopener' })}>
          {text}
        </a>
      )}
    </p>
  );
}
