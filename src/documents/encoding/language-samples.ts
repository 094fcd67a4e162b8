/* Small texts, written for this: how often letters follow each other in a language is counted in them. */

/** A text in each language that has encodings of its own, by the script it is written in. */
export const LANGUAGE_SAMPLES = {
  cyrillic: {
    ru: `Библиотека открыта ежедневно, кроме понедельника, с девяти утра до восьми часов вечера. Читатель обязан предъявить билет и паспорт.
Договор вступает в силу со дня его подписания и действует в течение года. Стороны несут ответственность за неисполнение обязательств. Если
заказчик не сообщил о недостатках, работа считается принятой. Объявление о съезде учителей напечатано в газете. Счёт оплачивается в срок, который
указан в этом приложении; расчёты ведутся в рублях. Общество с ограниченной ответственностью создаётся решением его учредителей. Ещё один цех
выпускает щётки, ящики, жесть и эмаль. Каждый может обжаловать решение, подав заявление в письменной форме. Мы хотим, чтобы всё было хорошо. Он
сказал, что завтра приедет из города и привезёт книги. Правила музея: не шуметь, не трогать картины, уважать других посетителей. Текст приказа.
Вход для детей бесплатный. Рабочий день начинается в восемь часов. Эхо, этаж, объект, подъезд, фонарь, цена, чай, юг, шум, экзамен, май.`,
    uk: `Бібліотека відчинена щодня, крім понеділка, з дев'ятої години ранку. Читач має пред'явити квиток і паспорт. Договір набирає чинності з дня
його підписання та діє протягом року. Сторони несуть відповідальність за невиконання зобов'язань. Якщо замовник не повідомив про недоліки, роботу
вважають прийнятою. Її оплачують у строк, який зазначено в цьому додатку. Кожен може оскаржити рішення, подавши заяву в письмовій формі. Він сказав,
що приїде завтра з міста й привезе книжки. Їжа, їхній, ґанок, ґрунт, є, європейський, щоб, ще, які, ці, всіх, Україна, Київ, об'єкт, житло.`,
    bg: `Библиотеката е отворена всеки ден освен в понеделник, от девет сутринта до осем вечерта. Читателят трябва да покаже картата си. Договорът
влиза в сила от деня на подписването му и важи една година. Страните носят отговорност за неизпълнение на задълженията си. Ако възложителят не е
съобщил за недостатъци, работата се счита за приета. Плащането се извършва в срока, който е посочен в приложението. Всеки може да обжалва решението
с писмено заявление. Той каза, че ще дойде утре от града и ще донесе книгите. Също така, между, хора, къща, българският език, щастие, ъгъл.`,
    sr: `Библиотека је отворена сваког дана осим понедељка, од девет ујутру до осам увече. Читалац мора да покаже чланску карту. Уговор ступа на снагу
даном потписивања и важи годину дана. Стране одговарају за неизвршење обавеза. Ако наручилац није пријавио недостатке, сматра се да је посао прихваћен.
Плаћање се врши у року који је наведен у прилогу. Свако може да се жали на одлуку. Рекао је да ће сутра доћи из града и донети књиге. Џеп, њива,
људи, ђак, ћерка, још, између, шта, сви, који, где, више, кућа, земља, радња.`,
    be: `Бібліятэка адчынена штодня, акрамя панядзелка, з дзевяці гадзін раніцы. Чытач павінен паказаць білет і пашпарт. Дагавор уступае ў сілу з дня
яго падпісання і дзейнічае на працягу года. Бакі нясуць адказнасць за невыкананне абавязацельстваў. Калі заказчык не паведаміў пра недахопы, праца
лічыцца прынятай. Ён сказаў, што заўтра прыедзе з горада і прывязе кнігі. Кожны мае права на адпачынак, жыллё, ўласнасць, мову. Яшчэ, гэта, які.`,
  },
  greek: {
    el: `Η βιβλιοθήκη είναι ανοιχτή κάθε μέρα εκτός από τη Δευτέρα, από τις εννέα το πρωί έως τις οκτώ το βράδυ. Ο αναγνώστης πρέπει να δείξει την
κάρτα του. Η σύμβαση αρχίζει να ισχύει από την ημέρα της υπογραφής της και διαρκεί ένα έτος. Τα μέρη ευθύνονται για τη μη εκτέλεση των υποχρεώσεών
τους. Αν ο πελάτης δεν ανέφερε ελαττώματα, η εργασία θεωρείται ότι έγινε δεκτή. Η πληρωμή γίνεται στην προθεσμία που αναφέρεται στο παράρτημα. Κάθε
άνθρωπος έχει δικαίωμα στη ζωή, στην ελευθερία και στην ασφάλεια. Είπε ότι θα έρθει αύριο από την πόλη και θα φέρει τα βιβλία. Ώρα, ψωμί, ξύλο, ζώο.`,
  },
  central: {
    pl: `Biblioteka jest otwarta codziennie oprócz poniedziałku, od dziewiątej rano do ósmej wieczorem. Czytelnik musi okazać kartę. Umowa wchodzi w życie
z dniem jej podpisania i obowiązuje przez rok. Strony ponoszą odpowiedzialność za niewykonanie zobowiązań. Jeżeli zamawiający nie zgłosił usterek,
pracę uważa się za przyjętą. Płatność następuje w terminie, który podano w załączniku. Każdy może odwołać się od decyzji. Powiedział, że przyjedzie
jutro z miasta i przywiezie książki. Wszyscy ludzie rodzą się wolni. Dźwięk, źródło, łąka, są, będzie, także, również, więc, ćwiczenie, że, się.`,
    cs: `Knihovna je otevřena každý den kromě pondělí, od devíti hodin ráno do osmi večer. Čtenář musí předložit průkaz. Smlouva nabývá účinnosti dnem
podpisu a platí jeden rok. Strany odpovídají za nesplnění závazků. Pokud zákazník neoznámil vady, považuje se práce za přijatou. Platba se provádí ve
lhůtě, která je uvedena v příloze. Každý se může proti rozhodnutí odvolat. Řekl, že zítra přijede z města a přiveze knížky. Všichni lidé se rodí
svobodní. Žák, šťastný, ďábel, těžký, něco, můžete, při, též, aby, který, děti, žádný, vůbec, úřad, není, že, soubor, hodnoty, použít, název.`,
    sk: `Knižnica je otvorená každý deň okrem pondelka, od deviatej hodiny ráno. Čitateľ musí predložiť preukaz. Zmluva nadobúda účinnosť dňom podpisu
a platí jeden rok. Strany zodpovedajú za nesplnenie záväzkov. Ak zákazník neoznámil vady, práca sa považuje za prijatú. Povedal, že zajtra príde z mesta
a prinesie knihy. Všetci ľudia sa rodia slobodní. Môže, tŕň, stĺp, ktorý, ešte, už, ďalší, späť, päť, vôbec, úrad, nie, že, aby, ľahký, výška.`,
    hu: `A könyvtár hétfő kivételével minden nap nyitva tart, reggel kilenctől este nyolcig. Az olvasónak fel kell mutatnia a kártyáját. A szerződés az
aláírás napján lép hatályba, és egy évig érvényes. A felek felelősek a kötelezettségek nem teljesítéséért. Ha a megrendelő nem jelentett hibát, a munka
elfogadottnak tekintendő. A fizetés a mellékletben megjelölt határidőig történik. Minden embernek joga van az élethez, a szabadsághoz. Azt mondta, hogy
holnap jön a városból, és könyveket hoz. Gyűjtemény, őszi, tűz, idő, jövő, különböző, között, csak, több, hogy, és, nő, szükség, működő, egyszerű.`,
    ro: `Biblioteca este deschisă în fiecare zi, cu excepția zilei de luni, de la ora nouă dimineața până la opt seara. Cititorul trebuie să arate
permisul. Contractul intră în vigoare la data semnării și este valabil un an. Părţile răspund pentru neîndeplinirea obligaţiilor. Dacă beneficiarul nu
a anunţat defecte, lucrarea se consideră acceptată. Plata se face în termenul menţionat în anexă. Orice persoană are dreptul la viaţă şi la libertate.
A spus că va veni mâine din oraş şi va aduce cărţile. Şcoală, ţară, fără, după, aceştia, într-un, său, şi, să, îşi, toţi, când, mai mulţi.`,
    hr: `Knjižnica je otvorena svaki dan osim ponedjeljka, od devet ujutro do osam navečer. Čitatelj mora pokazati iskaznicu. Ugovor stupa na snagu danom
potpisivanja i vrijedi godinu dana. Strane odgovaraju za neizvršenje obveza. Ako naručitelj nije prijavio nedostatke, smatra se da je posao prihvaćen.
Plaćanje se vrši u roku koji je naveden u prilogu. Svatko se može žaliti na odluku. Rekao je da će sutra doći iz grada i donijeti knjige. Još, između,
što, više, žena, kuća, đak, džep, šuma, čovjek, može, riječ, naš, šest, treći, također, uređenje.`,
  },
  turkish: {
    tr: `Kütüphane pazartesi dışında her gün sabah dokuzdan akşam sekize kadar açıktır. Okuyucu kartını göstermelidir. Sözleşme imzalandığı gün yürürlüğe
girer ve bir yıl geçerlidir. Taraflar yükümlülüklerin yerine getirilmemesinden sorumludur. Müşteri kusurları bildirmemişse iş kabul edilmiş sayılır.
Ödeme, ekte belirtilen süre içinde yapılır. Herkes karara karşı itiraz edebilir. Yarın şehirden geleceğini ve kitapları getireceğini söyledi. Bütün
insanlar özgür doğar. İstanbul, ığdır, çocuk, ağaç, değil, şey, için, olduğu, doğru, öğrenci, kişi, bağlı, üzerinde, sağlık, hiçbir, eğer, dosyası.`,
  },
  western: {
    de: `Die Bibliothek ist täglich außer montags geöffnet, von neun Uhr früh bis acht Uhr abends. Der Leser muss seinen Ausweis vorzeigen. Der Vertrag
tritt am Tag der Unterzeichnung in Kraft und gilt für ein Jahr. Die Parteien haften für die Nichterfüllung der Pflichten. Hat der Auftraggeber keine
Mängel gemeldet, gilt die Arbeit als abgenommen. Die Zahlung erfolgt in der Frist, die in der Anlage steht. Er sagte, dass er morgen aus der Stadt
kommt und Bücher mitbringt. Schöne Grüße, große Straße, über, können, müssen, während, Öl, Käse, für, später, wählen, Änderung, möglich, gemäß.`,
    fr: `La bibliothèque est ouverte tous les jours sauf le lundi, de neuf heures à vingt heures. Le lecteur doit présenter sa carte. Le contrat prend effet
le jour de sa signature et reste valable un an. Les parties répondent de l'inexécution de leurs obligations. Si le client n'a pas signalé de défauts, le
travail est considéré comme accepté. Le paiement s'effectue dans le délai indiqué à l'annexe. Il a dit qu'il viendrait demain de la ville où l'été est
déjà là. Être, même, après, très, où, voilà, ça, français, garçon, forêt, hôtel, île, août, naïf, Noël, sûr, égalité, dès, à, œuvre, cœur, café.`,
    es: `La biblioteca está abierta todos los días excepto el lunes, de nueve de la mañana a ocho de la tarde. El lector debe mostrar su carné. El contrato
entra en vigor el día de su firma y tiene una duración de un año. Las partes responden del incumplimiento de sus obligaciones. Si el cliente no comunicó
defectos, el trabajo se considera aceptado. El pago se efectúa en el plazo indicado en el anexo. Dijo que vendría mañana de la ciudad. ¿Qué es esto?
¡Cuánto tiempo! Señor, niño, también, así, según, último, público, más, él, será, podrá, español, razón, través, página, número, días, opción.`,
    pt: `A biblioteca está aberta todos os dias, exceto à segunda-feira, das nove da manhã às oito da noite. O leitor deve mostrar o cartão. O contrato entra
em vigor no dia da assinatura e é válido por um ano. As partes respondem pelo não cumprimento das obrigações. Se o cliente não comunicou defeitos, o
trabalho é considerado aceite. O pagamento é feito no prazo indicado no anexo. Disse que viria amanhã da cidade e traria os livros. Não, são, então,
também, você, três, coração, ações, irmã, avó, família, português, até, já, só, é, às, função, opções, módulo, versão, expressão, possível, 1º, 2ª.`,
    it: `La biblioteca è aperta tutti i giorni tranne il lunedì, dalle nove di mattina alle otto di sera. Il lettore deve mostrare la tessera. Il contratto
entra in vigore il giorno della firma ed è valido per un anno. Le parti rispondono dell'inadempimento degli obblighi. Se il cliente non ha segnalato
difetti, il lavoro si considera accettato. Disse che sarebbe venuto domani dalla città. Più, perché, può, già, così, libertà, società, è, né, sì, lì,
cioè, qualità, questo è il punto, non è stato, ed è vero, l'opzione è, metà, caffè, giù, proprietà, attività, poiché, sarà, potrà, modalità.`,
    sv: `Biblioteket är öppet alla dagar utom måndag, från nio på morgonen till åtta på kvällen. Läsaren måste visa sitt kort. Avtalet träder i kraft den dag
det undertecknas och gäller i ett år. Parterna ansvarar för att förpliktelserna fullgörs. Han sade att han kommer från staden i morgon och tar med böcker.
Många människor, också, får, på, så, där, även, över, åtta, själv, göra, två, är, någon, först, före, år.`,
    da: `Biblioteket er åbent alle dage undtagen mandag, fra ni om morgenen til otte om aftenen. Læseren skal vise sit kort. Aftalen træder i kraft den dag,
den underskrives, og gælder i et år. Parterne hæfter for, at forpligtelserne opfyldes. Han sagde, at han kommer fra byen i morgen og tager bøger med. Alle
mennesker er født frie. Også, være, når, først, øl, søge, må, få, på, både, større, hjælp, året, gøre, nødvendig, ære, håndbog, åpen, språk, dør, værelse.`,
    fi: `Kirjasto on avoinna joka päivä paitsi maanantaisin, yhdeksästä aamulla kahdeksaan illalla. Lukijan on näytettävä korttinsa. Sopimus tulee voimaan
allekirjoituspäivänä ja on voimassa vuoden. Jos tilaaja ei ole ilmoittanut virheistä, työ katsotaan hyväksytyksi. Hän sanoi tulevansa huomenna kaupungista
ja tuovansa kirjat. Myös, että, tämä, näin, hyvä, pitää, yö, työ, sää, älä, ääni, myöhemmin, kyllä, tällä, mitä, jälkeen, käyttää.`,
    en: `The library is open every day except Monday, from nine in the morning until eight in the evening. Readers show their card. The contract takes
effect on the day it is signed and is valid for one year. The parties are liable if they do not meet their obligations. If the customer has not reported
any defects, the work counts as accepted. He said he would come from the city tomorrow with the books. A café, a fiancé, a résumé, a naïve façade.`,
  },
  icelandic: {
    is: `Bókasafnið er opið alla daga nema mánudaga. Lesandinn verður að sýna kortið. Samningurinn tekur gildi þegar hann er undirritaður og gildir í eitt ár.
Hann sagði að hann kæmi á morgun úr borginni með bækurnar. Það, þú, við, eða, ekki, vera, þess, maður, hægt, öll, síðan, ætti, sér, með, fyrir, þetta.`,
  },
} satisfies Record<string, Record<string, string>>;

/** The commonest signs of the languages that are not written with an alphabet, commonest first. */
export const COMMON_SIGNS = {
  zhSimplified: `的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如
都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应
战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别
打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完
设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔请输入值错误选项参类型声明属性变量模块引用必须无法`,
  zhTraditional: `的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如
都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應
戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別
打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完
設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運筆請輸入值錯誤選項參型宣告屬性變數模組引用必須無法`,
  kanji: `日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天
母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始
朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借
曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢定義指型宣言値要素関数引数変数参照必要使用場合可能式含名前設定項目契約当事者図書`,
  hangul: `이다는의을에하가고한지를기도로사은인있니습시자수정나어서리해대일부그오보것과여아상들제전스게라만거성원주장조동공구안으계내용문세유관년생
소학국비경모면실개위되신때방연우미교월화무입중발없및등통분행야와선차민당였까러마합식요금번속적할각될설된물운심업영않데반형건결회음드달두치하간날출책크트레필름값함
변매참배열단독처불본명추루르예양체편적책선언호클래스션터프워임력많같후외불려말람바본복권약임효권열려회표목`,
} as const;
