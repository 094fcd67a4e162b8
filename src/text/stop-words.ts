/** Words that carry no subject of their own, in the form `tokenize` gives them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `а без бы был была были было быть в вам вас ведь весь во вот все всего всей всем всеми всех всю вся вы да для до его ее если есть еще же за и из или им
  ими их к как ко которая которого которое которой котором которому которую которые который которым которыми которых ли либо лишь между меня мне мной мы на над нам нами нас
  наш наша наше наши наших него нее ней нем нему нет ни них но о об обо однако он она они оно от ото перед по под при про раз с сам сама сами само свои своих своего своей своем свою
  свой своя свое себя себе со так также такая такие таких такое такой такого там то тогда того тоже той только том тому ту тут ты у уж уже чем чтобы эта эти этих это этим этими этой
  этом этому этот этого эту я
  a an and are as at be been being but by can could did do does for from had has have he her here hers him his i if in into is it its itself just may me might my no nor not of on or our
  ours out shall she should so some such than that the their theirs them then there these they this those to too us was we were will with would you your yours`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words of asking: they say that something is asked, or of the document, not what about. */
export const ASKING_WORDS: ReadonlySet<string> = new Set(
  `кто кого кому кем ком что чего чему чем где куда откуда когда почему зачем отчего сколько какой какая какое какие каких каким какими какую каком какого какому какова каков каковы чей чья чье чьи чью чьего чьей чьих чьем
  который каково насколько нужно нужен нужна нужны надо можно делать сделать ли разве неужели
  говорится говорит говорят говорили сказано сказать сказали скажи скажите упомянуто упомянут упомянута упомянуты упоминается упоминаются упоминают указано указан указана указаны указывается
  написано написали пишут пишется пишет рассказывается расскажи расскажите объясни объясните опиши опишите перечисли перечислите назови назовите называется называются
  документ документа документе документу документом документы текст текста тексте тексту текстом
  пожалуйста вообще именно конкретно есть автор авторы авторов
  who whom whose what which when where why how much many about say says said tell mention mentions mentioned describe list name named called explain state states stated
  document documents text please there any does author authors`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that ask for the present: what is in force is seen from the dates of the documents, not from a word in them. */
export const WORDS_OF_THE_PRESENT: ReadonlySet<string> = new Set(
  'сейчас теперь сегодня ныне нынче now today currently nowadays presently'.split(' '),
);
