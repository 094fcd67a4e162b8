/** Words that say little by themselves, so that another may stand for them: "costs" for "is", «имеет» for «насчитывает». */
const LIGHT = new RegExp(
  `^(?:${[
    'буд(?:ет|ут|учи)|быва(?:ет|ют|ть|ла|ло|ли|л)|должн?(?:ен|на|но|ны)|име(?:ет|ют|ла|ли|л|ть|ется|ются)|составля\\p{L}+|состави\\p{L}+|являе?\\p{L}+|явля\\p{L}+|стои(?:т|л|ла|ло|ли|ть)|стоят|наход\\p{L}+|проход\\p{L}+|провод\\p{L}+|происход\\p{L}+',
    'став\\p{L}{1,4}|стал\\p{L}?|становит\\p{L}+|оста[её]тся|остаются|дела\\p{L}+|сдела\\p{L}+|получа\\p{L}+|получит\\p{L}*|счита\\p{L}+|назыв\\p{L}+|назва\\p{L}+|означа\\p{L}+|касае\\p{L}+|относит\\p{L}+',
    'необходим\\p{L}*|нужн[аоы]?|надо|требу\\p{L}+|следует|можно|может|могут|мож\\p{L}+|вправе|разреш[её]н\\p{L}?|действу\\p{L}+|предусм\\p{L}+|установлен\\p{L}*|определ[её]н\\p{L}*|устан\\p{L}+|указан\\p{L}*|обязан\\p{L}*',
    'больше|меньше|выше|ниже|свыше|позднее|более|менее|самое|самый|самая|сам\\p{L}+|ещ[её]|уже|примерно|около|почти|также|кажд\\p{L}+|люб\\p{L}{2,3}|весь|все\\p{L}?|другой|друг\\p{L}{2,3}|раз\\p{L}{0,2}|лет|год\\p{L}{0,3}|время|времени|случа\\p{L}+|итог\\p{L}*|всего|именно|причем|кроме|включая|согласно|данн\\p{L}{2,3}|соответств\\p{L}+|далее|затем|потом|после|тем|тех|того|тот|никт?о|никого|никому|ничего|кто-то|вс[её]|него|нее|нет|как|если|когда|пока|поэтому|однако|вместо|там|здесь|где|куда|сейчас|теперь|ныне|сегодня|обычн\\p{L}+|стандартн\\p{L}+|поступ\\p{L}+|раньше|ранее|позже|назад|человек\\p{L}*|руб|тыс|млн|км|м|кг',
    'ha(?:s|ve|d|ving)|go(?:es)?|went|gone|going|mak(?:e|es|ing)|made|tak(?:e|es|en|ing)|took|giv(?:e|es|en|ing)|gave|get|gets|got|getting|use[sd]?|using|put|set|keep|keeps|kept|let|lets|need|needs|needed|must|required?|requires|allow\\p{L}*|becom\\p{L}+|became|remain\\p{L}*|stay\\p{L}*|stand[s]?|mean[s]?|meant|happen\\p{L}*|include[sd]?|including|concern\\p{L}*|according|regard\\p{L}*|call(?:ed|s)|exist\\p{L}*|occur\\p{L}*|provid\\p{L}+|ensur\\p{L}+|cost[s]?|com(?:e|es|ing)|came|do(?:ne|ing)|see|seen|saw|work[s]?|run[s]?|appl(?:y|ies)|want(?:s|ed)?|own|owns|item|thing[s]?|way|amount|amounts|kind|type|part|parts|number|case|order|time|times|term|size|year[s]?|people|person|persons|anyone|everyone|anybody|everybody|someone|one|ones',
    'better|best|above|below|beyond|before|after|more|less|most|least|fewer|many|much|also|only|even|still|already|about|around|almost|nearly|each|every|any|all|both|other|another|same|own|total|altogether|instead|rather|again|back|up|down|out|off|over|through|within|without|between|among|during|per|via|since|until|because|although|however|therefore|thus|otherwise|too|very|well|whole|not|never|nobody|step|yes|no|first|last|next|new|able|possible|available|once|twice|earlier|later|place|ago|currently|now|today|regular|usual|standard|carr(?:y|ies)|always|usually|exactly|directly|together|separately|yourself|themselves|itself|himself|herself|percent|percentage',
  ].join('|')})$`,
  'u',
);

export function isLight(word: string): boolean {
  return LIGHT.test(word);
}
