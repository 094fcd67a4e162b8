/*
 * How it is said that documents do not say something. A negation must stand beside the word of saying, or of what is said: «Договор
 * говорит, что владелец не платит» says something. `~` is up to three words between two.
 */

const SOURCE_EN =
  '(?:documents?|sentences?|passages?|texts?|excerpts?|contexts?|sources?|materials?|files?|pages?|manuals?|records?|minutes|contracts?|laws?|articles?|reports?|faqs?|information|answers?|it|this|that|they|these|those|which|here)';
const SAY_EN =
  '(?:say|state|mention|specify|specifie|answer|address|addresse|describe|discuss|indicate|tell|explain|reveal|name|note|clarify|clarifie|disclose|touch on|refer to|speak of|talk about)s?';
const SAID_EN =
  '(?:said|stated|mentioned|specified|indicated|described|discussed|addressed|explained|answered|written|disclosed|clarified|noted)';
/** Verbs of which only information as an object says that it is missing: "does not provide for a fee". */
const GIVE_EN = '(?:contain|provide|give|include|offer|have|cover|list|hold)s?';
const INFO_EN =
  '(?:information|info|mention|answers?|details?|data|indication|references?|statements?|explanation|description|word|evidence)';
const NOT_EN = "(?:not|never|no\\s+longer|\\p{L}+n['’]t)";
const DOES_NOT = `(?:(?:do|does|did|can|could|will|would|has|have)(?:\\s+${NOT_EN}|n['’]t)|can['’]t|cannot)`;
const IS_NOT = `(?:is|are|was|were|been|be)(?:\\s+${NOT_EN}|n['’]t)`;
const TEXTS_EN = '(?:documents?|sentences?|passages?|texts?|excerpts?|contexts?|sources?|materials?|manual)';

const ENGLISH = [
  `${SOURCE_EN}~${DOES_NOT}~(?:${SAY_EN}|${GIVE_EN}~${INFO_EN})(?!\\p{L})`,
  `none\\s+of\\s+(?:the|these)~(?:${SAY_EN}|${GIVE_EN}~${INFO_EN})(?!\\p{L})`,
  `(?:cannot|can['’]t|could\\s+not)\\s+be\\s+(?:${SAID_EN}|found|determined|established|inferred|derived|told)`,
  `${IS_NOT}\\s+(?:\\p{L}+ly\\s+)?${SAID_EN}`,
  `${IS_NOT}\\s+found(?:\\s+(?:in|anywhere|among)|\\P{L}*$)`,
  `${INFO_EN}~${IS_NOT}~?\\s*(?:available|provided|given|included|contained|present|in|part|there|found)(?!\\p{L})`,
  `(?:this|that|it)\\s+${IS_NOT}\\s+(?:covered|available|provided|included|contained|in|part|something)~${TEXTS_EN}`,
  `(?:no|any|not\\s+enough|insufficient|lacks?|without)\\s+(?:(?!\\p{L}*\\s*$)\\p{L}+\\s+)?${INFO_EN}(?:~(?:found|available|given|provided)(?!\\p{L})|\\s+(?:about|on|regarding|concerning|in|as)(?!\\p{L}))`,
  `(?:there\\s+(?:is|are|was)|i\\s+(?:see|found|find|have)|contains?|provides?|gives?|has|have|with)\\s+(?:no|not\\s+enough|insufficient|not\\s+any)~${INFO_EN}`,
  `(?:is|are)n['’]t\\s+(?:enough|any|sufficient)~${INFO_EN}`,
  `nothing\\s+(?:(?:is|was)\\s+${SAID_EN}|in\\s+(?:the|these)~${SAY_EN}(?!\\p{L}))|there(?:['’]s|\\s+is)\\s+nothing~${TEXTS_EN}`,
  `${SOURCE_EN}\\s+(?:say|contain|mention|state)s?\\s+nothing|${TEXTS_EN}\\s+(?:is|are)\\s+silent|(?:unclear|not\\s+clear)\\s+from`,
  "(?:i|we)(?:['’]m|['’]re|\\s+am|\\s+are|\\s+was|\\s+were)?~(?:not\\s+(?:able|sure|aware)|unable|(?:do|can|could|did)(?:\\s+not|n['’]t)|can['’]t|cannot)\\s+(?:to\\s+)?(?:know|find|answer|determine|tell|say|see|locate|provide|help|assist|give|have)",
];

const TEXTS_RU = '(?:документ|предложени|текст|отрывк|фрагмент|контекст|источник|материал|файл|инструкци)\\p{L}*';
const SOURCE_RU =
  '(?:документ|предложени|текст|отрывк|фрагмент|контекст|источник|материал|файл|инструкци|договор|закон|протокол|руководств|информаци|сведени|данны|ответ|вопрос|об\\s+этом|про\\s+это|этом|это)\\p{L}*';
const SAID_RU =
  '(?:сказан|говорит|говоря|упомян|упомин|указан|указыва|содержится|содержатся|приводит|приведен|описан|описыва|сообща|уточня|уточнен|раскрыва|раскрыт|найден|обнаруж|отвеча|отражен|оговор|пояснен|поясня|написан|назван|называ|рассматрива|рассмотрен|освеща|затрагива|обсужда)\\p{L}*';
const INFO_RU = '(?:информаци|сведени|данных|ответ|упоминани|указани|подробност)\\p{L}*';
const LONG_GAP = '(?:[\\s,]+[^\\s.,;:!?]+){0,6}?[\\s,]+';

const RUSSIAN = [
  `${SOURCE_RU}~(?:ничего\\s+)?не\\s+(?:\\p{L}+\\s+)?${SAID_RU}`,
  `не\\s+(?:сказано|говорится|упоминается|упомянут\\p{L}*|указан\\p{L}*|указывается|уточняется|сообщается|написано|оговорен\\p{L}*|раскрывается)`,
  `(?:нет|не\\s+содерж\\p{L}+|не\\s+(?:дают|дает|даёт|привод\\p{L}+|нашл\\p{L}+|нашел|нашёл|хватает|имеется|имею|вижу|обнаруж\\p{L}+)|недостаточно|отсутству\\p{L}+)\\s+(?:\\p{L}+\\s+)?${INFO_RU}`,
  `${INFO_RU}${LONG_GAP}(?:отсутству\\p{L}+|не\\s+(?:найден|обнаружен|привед|привод|предоставлен|содерж|имеется|представлен)\\p{L}*|недостаточно)`,
  `(?<!если\\s+)${INFO_RU}${LONG_GAP}нет(?=\\P{L}*$|\\s+(?:в|среди)\\s+(?:\\p{L}+\\s+)?${TEXTS_RU})`,
  `${TEXTS_RU}~(?:ничего\\s+)?(?:нет|ни\\s+слова)(?=\\P{L}*$|\\s+об?\\s)`,
  'ничего~не\\s+(?:сказано|говорится|написано|нашл\\p{L}+|нашел|нашёл|указано)',
  `(?:не\\s+(?:могу|можем|удалось|удаётся|удается|получается|получилось|смог\\p{L}*|способ\\p{L}+)|невозможно|нельзя)\\s+(?:\\p{L}+\\s+)?(?:ответить\\s+(?:на|по)|найти|определить|сказать|установить|узнать|дать\\s+ответ(?!\\s+(?:устно|письменно))|подсказать|помочь|отвечать|сообщить)`,
  `(?:по|из)${LONG_GAP}${TEXTS_RU}${LONG_GAP}(?:нельзя|невозможно)|ответить${LONG_GAP}(?:нельзя|невозможно|не\\s+(?:удалось|получается|могу))`,
  `из\\s+(?:\\p{L}+\\s+)?${TEXTS_RU}~(?:неясно|не\\s+ясно|непонятно|не\\s+следует|не\\s+видно)|${TEXTS_RU}\\s+умалчива\\p{L}+`,
  '(?:я|мы)~не\\s+(?:знаю|знаем|нашел|нашёл|нашла|нашли|вижу|видим|располага\\p{L}+)',
];

/** In other languages: stems, or what is written without blanks. */
const OTHERS = [
  // German
  'steht~(?:nichts|nicht|keine?)|(?:nicht|nichts|nirgends)~(?:erwähnt|angegeben|genannt|gesagt|enthalten|beantwort\\p{L}*|beschrieben|hervor)|(?:kein|keine|keinerlei|keinen)~(?:information|angabe|antwort|hinweis|auskunft)\\p{L}*|weiß\\s+(?:es\\s+|ich\\s+)?(?:leider\\s+)?nicht|(?:erwähn|enthäl|sag|nenn|beantwort)\\p{L}+~(?:nicht|nichts|keine\\p{L}*)',
  // French
  "n['’]indiqu\\p{L}+\\s+pas|n['’](?:est|était|a|ai|avons|ont|y\\s+a|indique\\p{L}*|apparaît)~(?:pas|aucune?)~(?:mentionné|précisé|indiqué|dit|information|réponse|trouvé|spécifié|disponible)\\p{L}*|ne\\s+(?:mentionne|précise|contien|di|donne|répond|fourni|permet|parle|trouve|sai|peux)\\p{L}*\\s+(?:pas|rien|aucune?)|(?:aucune?|pas\\s+d['’])\\s*(?:information|mention|réponse|donnée)\\p{L}*",
  // Spanish, Portuguese, Italian
  'no\\s+(?:(?:se|lo|la|me)\\s+)?(?:menciona|dice|indica|especifica|contiene|proporciona|responde|encuentr|encontr|sé|hay|puedo|consta|está\\s+(?:disponible|indicad|mencionad|en))\\p{L}*|(?:ninguna|sin)\\s+información',
  'não\\s+(?:(?:se|há|é|foi|sei|está|posso|encontr|menciona|diz|informa|contém|conteem|especifica|responde|fornece)\\p{L}*)|nenhuma\\s+(?:informação|menção)',
  "non\\s+(?:(?:si|lo|viene|è|sono|vi|c[’'])\\s*)*(?:menziona|dice|indica|specifica|contien|fornisc|rispond|trov|so(?!\\p{L})|posso|presente|presenti|informazion|specificat|indicat|menzionat)\\p{L}*|nessuna\\s+(?:informazione|menzione|risposta)",
  // Dutch, Swedish, Norwegian, Danish
  '(?:niet|nergens)~(?:vermeld|genoemd|aangegeven|gezegd|beantwoord|weet|vinden)|staat\\s+(?:er\\s+)?(?:niet|nergens)|weet\\s+(?:het\\s+)?niet|geen\\s+(?:informatie|antwoord|vermelding|gegevens)|(?:nämns|anges|framgår|vet|står|nevnes|oppgis|fremgår|nævnes|ved)\\s+(?:det\\s+)?(?:inte|ikke)|(?:ingen|inget|intet)\\s+(?:information|informasjon|uppgift|svar|oplysning)\\p{L}*',
  // Polish, Czech, Slovak, Ukrainian, Belarusian, Bulgarian, Serbian
  'nie\\s+(?:(?:jest|są|został\\p{L}*|ma|mogę|wiem|wspomin|podan|zawier|określ|mówi|znalaz|odpowiad)\\p{L}*)|brak\\s+(?:informacji|danych|odpowiedzi)',
  '(?:není|nejsou|neuvád|nezmiňuj|neobsahuj|neříkaj|neříká|nevím|nemohu|nelze|nie\\s+je)\\p{L}*',
  'не\\s+(?:сказано|згаду|зазнач|вказан|містит|повідомля|знаю|можу|йдеться|споменав|посоч|съдърж|мога|помиње|наводи|наведен|садржи|знам)\\p{L}*|(?:немає|няма|нема)\\s+(?:інформаці|відповід|даних|інфармацы|информац|отговор|података)\\p{L}*',
  // Turkish, Indonesian, Vietnamese
  '(?:belirtilmemiş|belirtilmiyor|bahsedilm|bulunm|yer\\s+alm|bilmiyorum|cevaplayam|yanıtlayam|bilgi\\s+(?:yok|içerm|verilm))\\p{L}*|tidak\\s+(?:ada|disebutkan|menyebutkan|dinyatakan|tahu|dapat|ditemukan|tersedia)|không\\s+(?:có|được|đề|nói|biết|thể|tìm)',
  // Finnish, Hungarian, Romanian, Greek
  '(?:ei|eivät|en)\\s+(?:\\p{L}+\\s+)?(?:mainit|kerro|sanot|tiedä|löyd|sisäl|ole)\\p{L}*|nem\\s+(?:említ|szerepel|tartalmaz|tudom|található|derül)\\p{L}*|nincs\\s+(?:információ|adat|válasz)|nu\\s+(?:se\\s+|este\\s+|sunt\\s+|există\\s+)?(?:menț|spune|preciz|conțin|știu|pot|inform)\\p{L}*|δεν\\s+(?:\\p{L}+\\s+)?(?:αναφέρ|υπάρχ|γνωρίζ|ξέρω|περιέχ|μπορώ)\\p{L}*',
  // Arabic, Hebrew, Persian, Hindi
  '(?:لا|لم)\\s+(?:يذكر|تذكر|يُذكر|توجد|يوجد|أعرف|أعلم|يحتوي|تحتوي|يرد|ترد|يمكن|أستطيع)|لا\\s+معلومات|غير\\s+(?:متوفر|متاح|مذكور|موجود)\\p{L}*|(?:לא|אין)\\s+(?:\\p{L}+\\s+)?(?:מוזכר|צוין|מצוין|נאמר|יודע|מידע|תשובה|כתוב)\\p{L}*|(?:اطلاعاتی|ذکر|پاسخی)~(?:نشده|نیست|ندارد|وجود\\s+ندارد)|(?:नहीं)~(?:बताया|उल्लेख|दी|है|पता|मिला)|(?:जानकारी|उल्लेख|उत्तर)~नहीं',
];

/** In writing without blanks, where a word may begin anywhere: Chinese, Japanese, Korean. */
const UNSEGMENTED = [
  '(?:没有|沒有|未|并未|並未|无|無|不)\\s*(?:提到|提及|说明|說明|包含|涉及|指出|给出|給出|找到|相关|相關|任何|信息|資訊|知道|足够|足夠|答案|回答)|(?:无法|無法|不能)[^。，]{0,12}(?:回答|确定|確定|得知|判断|判斷|找到|提供)',
  '(?:書かれて|記載|言及|説明|情報|記述|回答)[^。]{0,12}(?:ません|ない|なし|できません)|(?:わか|分か|答え)(?:り|られ)ません',
  '나와\\s*있지\\s*않|모르겠|(?:언급|정보|내용|답|설명|명시)[^.]{0,12}(?:없|않|못)|(?:알|답할|찾을)\\s*수\\s*없',
];

/** What says nothing but that there is no answer: too short to be believed beside an answer. */
const ALONE = [
  "(?:not|isn['’]t|nothing)\\s+(?:\\p{L}+\\s+)?(?:mentioned|stated|specified|available|provided|known|found|given|clear|said|in\\s+the\\s+\\p{L}+)",
  "unknown|n/a|none|no\\s+(?:information|data|answer|idea|mention|details?)|(?:i\\s+)?(?:do\\s+not|don['’]t)\\s+know|(?:i\\s+)?can(?:not|['’]t)\\s+(?:answer|say|tell|help)|unanswerable|(?:insufficient|not\\s+enough|no\\s+\\p{L}+)\\s+(?:information|data|details?)",
  'неизвестно|не\\s*знаю|нет|не\\s+(?:сказано|указано|упоминается|найдено|известно|нашлось)|(?:нет|недостаточно)\\s+(?:информации|данных|сведений|ответа)|ответа?\\s+(?:нет|не\\s+найден\\p{L}*)|затрудняюсь\\s+ответить',
  'unbekannt|inconnu|desconocido|desconhecido|sconosciuto|onbekend|okänt|nieznane|neznámo|невідомо|bilinmiyor|不明|未知|알\\s*수\\s*없음',
];

/** A character of a word. Classes of all letters, hundreds of times, would take long to compile. */
const LETTER = '[^\\s.,;:!?()«»"“”]';

function written(patterns: readonly string[]): string {
  return patterns.join('|').replaceAll('~', `(?:[\\s,]+${LETTER}+){0,3}?[\\s,]+`).replaceAll('\\p{L}', LETTER);
}

/** Finds in a sentence in lower case that something is not said, in the languages that are known. */
export const SAYS_NOTHING = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${written([...ENGLISH, ...RUSSIAN, ...OTHERS])})|${written(UNSEGMENTED)}`,
  'u',
);
/** A sentence in lower case that is nothing but such words, and says of nothing that it is missing. */
export const IS_NO_ANSWER = new RegExp(
  `^\\P{L}*(?:(?:sorry|unfortunately|извините|к\\s+сожалению)\\P{L}+)?(?:${written(ALONE)})\\P{L}*$`,
  'u',
);
