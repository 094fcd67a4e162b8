import { recognizeSmallTalk } from '../small-talk/recognize-small-talk.ts';

const LEAD =
  '(?:(?:пожалуйста|please|а|и|теперь|now|and|can you|could you|можешь|можно|то же(?: самое)?|the same|it|that|this|это|их|ответ|сделай(?:те)?|покажи(?:те)?|дай(?:те)?|оформи(?:те)?|представь(?:те)?|напиши(?:те)?|make|put|show|give|write|format|present|me|мне)[,\\s]+)*';
const FORM =
  '(?:(?:в виде |в форме )?(?:маркированного |нумерованного )?(?:списк(?:ом|а|е)|список|таблиц(?:ей|ы|е|у))|в списке|в таблице|по пунктам|(?:as|in|into)(?: a| an)? (?:(?:short|bulleted|numbered) )?(?:list|table|bullet points|bullets)|a (?:list|table)(?: of (?:it|that|this))?|bullet points|point by point)';
const SUMMARY =
  '(?:summari[sz]e|sum (?:it |this |that )?up|резюмируй(?:те)?|подытожь(?:те)?|перескажи(?:те)?|подведи(?:те)? итог)(?:[\\s,]+(?:it|this|that|это|the answer|ответ|кратко|briefly|in (?:one|a single) sentence|одним предложением|в одном предложении))*';
const REWORKING = new RegExp(`^${LEAD}(?:${FORM}|${SUMMARY})(?:[\\s,]+(?:please|пожалуйста))?[.!?…\\s]*$`, 'iu');

/**
 * Whether a message asks for the last answer in another form: translated, explained, as a list or table, summed up. It is about what was asked before, and only a chat
 * model can do it.
 */
export function asksToRework(message: string): boolean {
  const intent = recognizeSmallTalk(message)?.intent;
  return intent === 'task' || intent === 'style' || REWORKING.test(message.trim());
}
