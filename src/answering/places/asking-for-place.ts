import { tokenize } from '../../text/tokenize.ts';

/** Words that ask for what stands at a place, in the form `tokenize` gives them: they say nothing about it. */
export const ASKING_FOR_PLACE: ReadonlySet<string> = new Set(
  tokenize(`что какой какая какое какие каков какова каково о об чем про в во на из к по а и ну же то там тут здесь этот эта это этом этой этого мне нам пожалуйста
  сказано говорится говорит написано пишут пишется указано стоит находится есть содержится содержит гласит звучит как сформулирован сформулирована прописано изложено идет речь
  покажи покажите показать процитируй процитируйте цитируй приведи приведите дай дайте выведи выведите открой откройте прочти прочитай прочитайте прочесть зачитай зачитайте
  перескажи перескажите изложи изложите напиши напишите расскажи расскажите скажи скажите найди найдите можно можешь можете хочу нужен нужна нужно целиком полностью полный полную полное
  весь вся все всю дословно точно точный точная текст тексте содержание содержимое содержании формулировка формулировку слово цитата цитату цитатой кратко вкратце коротко поясни объясни значит означает говорит ли имеется существует
  what which does do is are stands stand there written it say says said read reads state states contain contains content contents wording text word words go goes about me us show
  tell give quote cite print display open see view get find bring up summarise summarize summary describe present the a an of in on at from for to under can could you i please want
  need exact exactly whole full entire verbatim literally complete just only this that how and so s explain mean means any has have`),
);

/** Stands where a place was named. */
export const NAMED = '⌖';

/** What something is asked about: after "about", unless that is a place, and unless a name stands before it: «положение о командировках». */
const ABOUT = new RegExp(
  `(?<before>\\p{L}+|)[\\s,${NAMED}]+(?:about|regarding|concerning|об?|про|насч[её]т|касательно)\\s+(?!(?:the\\s|this\\s|эт\\p{L}+\\s)?${NAMED}|ч[её]м(?!\\p{L})|what(?!\\p{L}))\\p{L}`,
  'giu',
);

/** Whether a question, with `NAMED` for the places in it, says what is asked about them. */
export function hasSubject(question: string): boolean {
  return [...` ${question}`.matchAll(ABOUT)].some(({ groups }) =>
    tokenize(groups!.before!).every((word) => ASKING_FOR_PLACE.has(word)),
  );
}
