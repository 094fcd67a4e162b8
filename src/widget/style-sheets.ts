import answer from '#minified/answer.css' with { type: 'text' };
import chat from '#minified/chat.css' with { type: 'text' };
import feedback from '#minified/feedback.css' with { type: 'text' };
import quote from '#minified/quote.css' with { type: 'text' };
import tokens from '#minified/tokens.css' with { type: 'text' };

let made: CSSStyleSheet[] | undefined;

/** The widget's style sheets, shared by all chats of a page. Made by script, they need no permission in the page's Content-Security-Policy. */
export function styleSheets(): CSSStyleSheet[] {
  // The tokens come last: they set what the reset in chat.css unsets.
  made ??= [chat, answer, quote, feedback, tokens].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  return made;
}
