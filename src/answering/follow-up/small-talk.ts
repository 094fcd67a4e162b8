/** Words of a message that thanks, greets or acknowledges, and asks nothing. */
const REFERS_TO_NOTHING =
  /^(?:(?:большое|огромное|спасибо|спс|спасиб[ао]?|благодарю|вам|тебе|за|ответ|помощь|ок|окей|окэй|ok|okay|k|хорошо|ладно|понятно|понял|поняла|поняли|ясно|всё|все|отлично|супер|круто|класс|здорово|прекрасно|замечательно|ага|угу|да|нет|не|привет|здравствуй|здравствуйте|добрый|день|вечер|утро|пока|до|свидания|thanks?|thank|you|thx|ty|cheers|great|good|nice|perfect|fine|cool|awesome|got|it|i|see|understood|alright|all|right|very|much|so|a|lot|many|for|the|answer|help|that|is|that's|helpful|yes|no|yep|nope|hi|hello|hey|bye|goodbye|очень|это|полезно|мне|помогло|и|and|well|oh|о|ну|я|теперь|now)[\s,.!)(]*)+$/iu;
const ACKNOWLEDGES =
  /спас|благодар|thank|thx|cheers|^(?:ты|ty)$|ок|ok|хорошо|ладно|пон[ия]|ясно|отлично|супер|круто|класс|здорово|прекрасн|замечат|ага|угу|^да|^нет|привет|здравств|добр|пока|свидан|great|good|nice|perfect|fine|cool|awesome|got it|see|understood|alright|right|helpful|помогло|полезно|^y|^n|^hi|hello|hey|bye/iu;

/** Whether a message only thanks, greets or acknowledges: nothing refers to it, and it refers to nothing. */
export function isSmallTalk(message: string): boolean {
  const said = message.trim();
  if (!/\p{L}|\p{N}/u.test(said)) return true;
  return !said.includes('?') && REFERS_TO_NOTHING.test(said) && ACKNOWLEDGES.test(said);
}
