import type { Span } from '../../../protocol/places.ts';

/*
 * The patterns below are regular expressions in shorthand: a blank is any run of blanks, `…` the rest of a word, and `___` up to four words
 * between two. They begin and end with whole words. Only what is never said to a reader is in them: official texts are full of
 * imperatives, so that a verb alone («не нарушайте», "answer") is never enough.
 */

const QUOTE = '["\'“”«„‘]';

const MODEL = '(AI|LLM|assistant|chat-?bot|bot|(large )?language model)';
const RULES =
  '(instructions?|prompts?|rules|guidelines|directions|directives|constraints|restrictions|commands|training)';
const EARLIER = '(previous|prior|above|earlier|preceding|foregoing|all|any|your|of|these|those|system|safety|every)';
const HIDDEN =
  '((system|hidden|initial|original|secret) (prompt|instructions?|message|rules)|(your|the) prompt|your (\\p{L}+ )?(instructions|rules|guidelines))';

const ENGLISH = [
  // leave the rules
  `(ignore|disregard|forget|override|bypass)( and \\p{L}+)? (the )?(${EARLIER} ){1,4}(\\p{L}+ ){0,2}?${RULES}`,
  '(ignore|disregard|forget) (everything|anything|all)( of)?( that| what)?( is| was| came| written| said)* (above|before|earlier)',
  '(forget|ignore|disregard) (everything|anything|all|what)( that)? you (were|have been|know|learned)',
  '(ignore|disregard) the (above|foregoing|preceding|passages|documents?|context)(?=\\s*([.,:;!]|and |text|$))',
  `(do not|don['’]t|stop) (follow|following|obey|obeying) (the )?(${EARLIER} ){1,3}(\\p{L}+ )?(instructions|prompt|guidelines)`,
  '(new|updated|important|special|secret) (instructions?|rules?)\\s*: ?(you|your|ignore|answer|always|never|respond|reply|do not)',
  `from now on,? (you|answer|respond|reply|act|ignore|always|only|never|speak|write|pretend)`,
  // be another
  `you are now (an?|the|in|no longer|free|called|my|going|acting|DAN|allowed|${MODEL})`,
  `you are no longer ((an? )?${MODEL}|bound|restricted|limited)`,
  `(pretend|imagine) (to be|that you are|you are|you['’]re) (an? )?(\\p{L}+ ){0,2}(${MODEL}|human|hacker|expert|pirate|developer|not|DAN|free)`,
  `act as (if you|though you|an? (\\p{L}+ ){0,2}(${MODEL}|hacker|pirate|terminal)|DAN)`,
  '(enter|enable|activate|switch to) (the )?(developer|debug|god|DAN|admin|jailbreak|unrestricted) mode',
  'jailbreak|DAN mode|do anything now',
  // reveal what is hidden
  `system prompt|(reveal|print|show|repeat|output|display|leak|recite|tell|give|disclose|what is|what are)___${HIDDEN}`,
  // answer otherwise
  "(do not|don['’]t|never) (cite|quote (the )?(sources?|documents?|passages?|sentences?))",
  "(do not|don['’]t|never) (use|add|give|include|write) (any )?(citations?|sources|labels|footnotes)",
  '(answer|respond|reply) without (any )?(citations?|citing|sources|labels)',
  `(answer|respond|reply)( to \\p{L}+ \\p{L}+)? (only|exactly|always|just) (with|by|${QUOTE})`,
  '(answer|respond|reply) with (nothing but|only|just|exactly|the (single )?words?)',
  `(say|print|output|write|repeat) (only|exactly|nothing but|just) (the \\p{L}+ )?${QUOTE}`,
  '(use|from|rely on) (your|the) (own )?(general|own|world|background|training) (knowledge|data)',
  // spoken to a model
  `(new|updated|important|special|secret) instructions? (for|to) ((the|any|all) )?${MODEL}s?`,
  '(note|message|notice|instructions?|attention)( to| for)?,? ((the|any|all) )?(AI|LLM|chat-?bot|(large )?language model)s?',
  `if you are an? ${MODEL}`,
];

const MODEL_RU = '(ИИ|AI|нейросет…|языков… модел…|чат-?бот…|бот\\p{L}{0,2}|ассистент…|помощник…)';
const RULES_RU = '(инструкци|указани|правил|промпт|команд|запрет|ограничени|установк|директив|предписани)…';
const EARLIER_RU =
  '(предыдущ|прежн|прошл|вс[её]|эт[иу]|сво|тво|ваш|ранее|данн|системн|выше|люб|прочи|установленн|тебе|вам)…';
const ROLE_RU = `(${MODEL_RU}|модел…|эксперт|пират|хакер|администратор|разработчик|переводчик|человек|свобод…|обязан…|долж…|отвеча…|работа…|говори…|игра…|можешь|без (огранич|правил)…|DAN)`;

const RUSSIAN = [
  // leave the rules
  `(?<!не )(про)?игнорируй(те)?___${RULES_RU}`,
  `(?<!не )(забудь|отбрось|отмени|обойди|нарушь|сбрось)(те)? ((о|об|про) )?(${EARLIER_RU} ){1,4}(\\p{L}+ )?${RULES_RU}`,
  `(не (следуй|выполняй|слушай|соблюдай)(те)?|не обращай(те)? внимания на|пренебреги(те)?) (${EARLIER_RU} ){1,4}(\\p{L}+ )?${RULES_RU}`,
  '(?<!не )((про)?игнорируй|забудь|отбрось)(те)? (об?о? )?(вс[её]м?,? )?(что|сказанн…|написанн…)( тебе| вам| был…| выше| раньше| ранее| до| говор…| написан…| сказан…)+',
  '(?<!не )((про)?игнорируй|забудь|отбрось)(те)? (вс[её] )?(предыдущ|вышесказанн|вышеизложенн|документ|контекст|предложени)…(?=\\s*[.,:;!]|\\s+и\\s|$)',
  'нов(ая|ое|ые) (инструкци|указани|правил|задач)…\\s*: ?(ты|отвечай|ответь|игнорируй|не|забудь|всегда|пиши)',
  '(отныне|с этого момента|впредь),? ((ты|вы|всегда|только) )?(отвечай|говори|пиши|игнорируй|веди|действуй|считай)(те)?',
  // be another
  `(ты теперь|теперь ты|ты больше не|отныне ты|с этого момента ты)( [—–-])? (не )?(\\p{L}+ ){0,2}?${ROLE_RU}`,
  `(вы теперь|теперь вы)( [—–-])? (не )?(\\p{L}+ )?(${MODEL_RU}|пират|хакер|без огранич…)`,
  `(притворись|представь|вообрази|сделай вид)(те)?,? (что )?(ты|вы)( [—–-])? (\\p{L}+ )?${ROLE_RU}`,
  `(притворись|действуй как|веди себя как|играй роль|сыграй роль|выступи в роли) (\\p{L}+ ){0,2}?(${MODEL_RU}|модел…|пират…|хакер…|эксперт…|администратор…|разработчик…|человек…)`,
  '(включи|активируй|перейди в|войди в)(те)? (режим )?(разработчика|бога|DAN|администратора|отладки|без ограничений)',
  // reveal what is hidden
  'системн… (промпт|подсказк)…',
  '(покажи|выведи|раскрой|повтори|напечатай|скажи|процитируй|опиши|перечисли|назови|расскажи|каковы?|какие)(те)?___((тво|сво|ваш)… (\\p{L}+ )?(инструкци|правил|указани|настройк|промпт)|(системн|скрыт|начальн|исходн|секретн)… (инструкци|промпт|указани)|промпт)…',
  // answer otherwise
  '(ответь|отвечай)(те)? ((на )?(вс[её]|любой|каждый|этот)( вопросы?)? )?(только|лишь|исключительно|ровно|всегда|одним словом|словом|фразой)',
  `(напиши|пиши|выведи|скажи|повтори|напечатай)(те)? (только|лишь|ровно|исключительно|вместо ответа)\\s*:? ?(слово |фразу )?${QUOTE}`,
  'не (цитируй|ссылайся|ссылайтесь|цитируйте)',
  'не (приводи|ставь|указывай|давай)(те)? (цитат|ссылк|ссылок|источник|метк|номера предложений)…',
  '(ответь|отвечай|говори|пиши)(те)?(___| )(без (ссылок|цитат|источников|меток)|из (общих|собственных|своих) знани…|по памяти|от себя)',
  '(используй|опирайся на|исходи из)(те)? (\\p{L}+ )?(общ|собственн|сво|внешн)… (\\p{L}+ )?знани…',
  // spoken to a model
  '(инструкци|указани|сообщени|приказ|команд|примечани|замечани)… (для )?(ИИ|AI|нейросет…|языков… модел…|чат-?бот…)',
  '(внимание,?|если ты( [—–-])?) (ИИ|нейросеть|ассистент|(языковая )?модель|чат-?бот)',
];

/** Marks of roles and bounds of messages, as chat formats and prompts write them. */
const MARKS = [
  '<[|｜][^\\s|｜<]{1,40}[|｜]>|\\[/?INST\\]|<</?SYS>>|<(start|end)_of_turn>',
  '</?(system|passages|instructions?|prompt|context|conversation)(-\\d+)?\\s*>',
  '\\[(system( message)?|система|системное сообщение)\\]',
  '"role"\\s*:\\s*"(system|assistant|developer)"',
  '(?<=^#{2,4}[ \\t]{0,20})(system|instruction|response|assistant|система|ассистент)[ \\t]*:',
  // «Система: закрытая», "Assistant: Jane Doe" are no such marks: an order must follow.
  "(?<=^[ \\t>*]{0,20})(system|assistant|developer|система|ассистент|системное сообщение)\\**[ \\t]*:\\**\\s*(you|your|the user|ignore|disregard|forget|override|new|always|never|from now|do not|don['’]t|answer|respond|reply|reveal|ты|теперь|игнорируй|забудь|отвечай|ответь|не|нов(ое|ая|ые)|всегда|пользователь|отныне|раскрой|выведи)",
];

const PATTERNS = [
  ...[...ENGLISH, ...RUSSIAN].map((shorthand) => new RegExp(inWholeWords(shorthand), 'giu')),
  ...MARKS.map((mark) => new RegExp(mark, 'gimu')),
];

/**
 * Finds what reads like instructions to a model, in Russian and English: to be reported, never to change a text by it.
 *
 * What is not found may be one all the same; no answer rests on this, each is checked against what it cites.
 *
 * @returns Spans in order that do not touch, in UTF-16 code units of `text`.
 */
export function findInstructions(text: string): Span[] {
  const found = PATTERNS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: words, index }) => ({ start: index, end: index + words.length })),
  ).sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  for (const { start, end } of found) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

/** The shorthand written out. Runs are bounded: no text, however odd, takes long to read. */
function inWholeWords(shorthand: string): string {
  const words = shorthand
    .replaceAll(' ', '\\s{1,20}')
    .replaceAll('…', '\\p{L}*')
    .replaceAll('___', '(\\s{1,20}[^\\s.!?;]{1,30}){0,4}?\\s{1,20}');
  return `(?<![\\p{L}\\p{N}])(${words})(?!(?<=[\\p{L}\\p{N}])[\\p{L}\\p{N}])`;
}
