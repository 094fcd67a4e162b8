import { onOneLine } from '../../documents/document.ts';

/** What can be asked about the last answer itself: its places, its paragraphs whole, what else is said, its first quote alone, whether it is so. */
export type AnswerRequest = 'where' | 'whole' | 'more' | 'shorter' | 'sure';

const POLITE = '(?:(?:пожалуйста|плиз|please|pls|can you|could you|можешь|можно|а|и|ну|and|so|ok|ок|хорошо)[,\\s]+)*';
const END = '(?:[,\\s]+(?:пожалуйста|please|pls|об этом|про это|about (?:it|this|that)|мне|me|тут|here))*';

/** The whole message, without its punctuation. */
const ASKED_BY: [AnswerRequest, RegExp][] = [
  [
    'where',
    whole(
      `(?:где|в каком месте|на какой странице|в каком (?:пункте|документе|абзаце|разделе|параграфе)|откуда) (?:именно )?(?:это |об этом )?(?:(?:написано|сказано|указано|говорится|прописано|взято|взял|взяла|взяли|информация|сведения|данные|такая информация|это|об этом|ты знаешь|вы знаете|знаешь|известно)\\s?)+|откуда (?:ты |вы )?(?:это )?(?:взял|взяла|взяли|знаешь|знаете)(?: это)?|(?:какой|укажи|назови|дай|покажи)(?:те)? (?:мне )?(?:источник|источники|ссылку|цитату|пункт|место)|источник|ссылка|пруф|(?:на )?какой (?:это )?(?:пункт|документ|страниц[аые]|раздел)|where (?:exactly )?(?:does|do|did) (?:it|they|the documents?|you) (?:say|state|get|find|read|mention) (?:that|this|it|so)|where (?:exactly )?(?:is|was) (?:it|that|this) (?:written|stated|said|from|mentioned|found|documented)|where (?:is|are|was) (?:that|this|it) (?:coming )?from|(?:what(?: is|'s)|show|give|cite|name) (?:me )?(?:the |your )?(?:sources?|reference|quote|citation)|sources?|which (?:document|page|clause|section|paragraph)(?: is (?:it|that|this)(?: (?:in|from|on))?)?|(?:on )?(?:what|which) page(?: is (?:it|that|this)(?: on)?)?|says who|how do you know(?: that| this)?`,
    ),
  ],
  [
    'whole',
    whole(
      `полностью|целиком|весь (?:текст|абзац|пункт)|(?:покажи|дай|приведи|процитируй|выведи|напиши)(?:те)? (?:мне )?(?:это )?(?:полностью|целиком|весь (?:текст|абзац|пункт)|полный текст)|полный текст|полная цитата|in full|(?:show|give|quote|read)(?: me)? (?:it|that|this|the (?:whole|full|entire) (?:text|paragraph|passage|clause|section|quote))(?: in full)?|(?:the )?(?:whole|full|entire) (?:text|paragraph|passage|clause|section|quote)|full text`,
    ),
  ],
  [
    'more',
    whole(
      `ещ[её]|(?:а )?что(?:-нибудь| нибудь)? ещ[её](?: (?:сказано|написано|есть|известно|говорится))?|ещ[её] (?:что-нибудь|что-то|варианты|информация|подробности)|подробне[ей]|по ?подробне[ей]|более подробно|подробно|детальнее|больше|больше (?:информации|подробностей|деталей)|(?:расскажи|напиши|скажи|опиши|объясни)(?:те)? (?:мне )?(?:ещ[её]|подробнее|поподробнее|более подробно|больше|детальнее)|(?:хочу|хотелось бы) (?:узнать )?(?:больше|подробнее)|продолжай(?:те)?|продолжи(?:те)?|дальше|далее|more|(?:some |any |a bit )?more (?:details?|info(?:rmation)?)|(?:tell|show|give) (?:me )?(?:some )?more(?: details?| info(?:rmation)?)?|(?:in )?(?:more |greater )?details?|in more detail|more detailed|elaborate|expand(?: on (?:that|this|it))?|go on|continue|next|и вс[её]|это вс[её]|is (?:that|this) all|(?:what|anything|something) else(?: does it say)?|what more(?: does it say)?`,
    ),
  ],
  [
    'shorter',
    whole(
      `короче|покороче|(?:а )?(?:если )?(?:вкратце|кратко|коротко|покороче)|(?:скажи|ответь|напиши|сократи)(?:те)? (?:это )?(?:короче|покороче|кратко|коротко|вкратце)|сократи(?:те)?|одним (?:предложением|словом)|в двух словах|shorter|(?:make|keep) it (?:short|shorter|brief)|in short|in brief|briefly|be (?:brief|concise)|(?:in )?(?:one|a single) sentence|in a (?:word|nutshell)|too long|tl;?dr|short(?:er)? (?:version|answer)`,
    ),
  ],
  [
    'sure',
    whole(
      `точно|это точно|точно ли(?: это)?|это (?:правда|верно|правильно|так)|правда|разве|действительно|ты (?:точно )?уверена?|вы (?:точно )?уверены|уверена?|уверены|ты в этом уверена?|не ошибаешься|ты не ошибаешься|ты не ошибся|вы не ошиблись|проверь(?:те)?(?: (?:ещ[её] раз|это))?|перепроверь(?:те)?|серь[её]зно|are you (?:really |absolutely |quite |completely )?(?:sure|certain|positive)(?: (?:about|of) (?:that|this|it))?|you sure|sure|really|is (?:that|this|it) (?:really )?(?:true|right|correct|so|certain|accurate)|seriously|double[- ]check(?: (?:that|this|it))?|check (?:again|that|it)|for sure|no kidding`,
    ),
  ],
];

/** What a message asks about the last answer; null when it asks about the documents. */
export function answerRequestIn(message: string): AnswerRequest | null {
  const said = onOneLine(message.toLowerCase().replaceAll('’', "'"))
    .replace(/(?<![?!.…)(:\s])[?!.…)(:\s]+$/u, '')
    .replace(/^[\s(]+/u, '');
  return ASKED_BY.find(([, asked]) => asked.test(said))?.[0] ?? null;
}

function whole(alternatives: string): RegExp {
  return new RegExp(`^${POLITE}(?:${alternatives})${END}$`, 'u');
}
