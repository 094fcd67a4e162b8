import type { Intent } from './form-list.ts';

/**
 * How people greet, thank and take their leave in other languages, one form between commas. They are compared as a whole, letter by letter; what is
 * a word of English or Russian as well is left out.
 */
export const OTHER_LANGUAGES: Partial<Record<Intent, string>> = {
  greeting: `привіт, вітаю, добрий день, доброго дня, добрий вечір, доброго ранку, прывітанне, добры дзень, сәлем, сәлеметсіз бе, саламатсыз ба,
    ассалаумағалейкум, қайырлы таң, қайырлы күн, қайырлы кеш, салам, салам алейкум, саламатсызбы, сәлам, здравей, здравейте, здраво, добър ден, добар дан,
    hallo zusammen, guten tag, guten morgen, guten abend, gruss gott, servus, moin, moin moin, bonjour, bonsoir, salut, coucou, hola, buenos dias, buenas tardes,
    buenas noches, buenas, ola, bom dia, boa tarde, boa noite, buongiorno, buonasera, buon giorno, hoi, goedemorgen, goedemiddag, goedenavond, czesc, dzien dobry,
    dobry wieczor, ahoj, dobry den, zdravo, dobar dan, hej, god morgon, god dag, hei, hyvaa paivaa, buna, buna ziua, szia, jo napot, tere, labas, sveiki,
    merhaba, selam, gunaydin, iyi gunler, salom, assalomu alaykum, assalamu alaikum, salam, γεια, γεια σας, γεια σου, καλημερα, καλησπερα, שלום, היי, مرحبا, مرحبًا, اهلا, أهلا, السلام عليكم, سلام,
    नमस्ते, नमस्कार, 你好, 您好, 你好啊, 大家好, 早上好, 晚上好, こんにちは, おはよう, おはようございます, こんばんは, 안녕, 안녕하세요, xin chao, chao ban, สวัสดี, สวัสดีครับ, สวัสดีค่ะ,
    halo, selamat pagi, selamat siang, გამარჯობა, բարև, բարև ձեզ, сайн байна уу`,
  thanks: `дякую, щиро дякую, дуже дякую, спасибі, дзякуй, вялікі дзякуй, рахмет, рақмет, көп рахмет, үлкен рахмет, рахмат, чоң рахмат, рәхмәт, благодаря, хвала, hvala, danke, danke schon, danke sehr,
    vielen dank, besten dank, danke dir, danke ihnen, merci, merci beaucoup, gracias, muchas gracias, obrigado, obrigada, muito obrigado, muito obrigada, grazie, grazie mille, bedankt,
    dank je, dank je wel, dank u, dank u wel, dziekuje, dzieki, dziekuje bardzo, dekuji, diky, tack sa mycket, mange tak, tusen takk, kiitos, multumesc, koszonom, aitah, aciu, paldies, tesekkurler,
    tesekkur ederim, cok tesekkurler, sag ol, sagol, rahmat, katta rahmat, tasakkur, ευχαριστω, תודה, תודה רבה, شكرا, شكرًا, شكرا جزيلا, ممنون, متشکرم, धन्यवाद, शुक्रिया, 谢谢, 谢谢你, 谢谢您, 多谢, 非常感谢,
    ありがとう, ありがとうございます, ありがとうございました, 감사합니다, 고마워, 고마워요, cam on, cam on ban, ขอบคุณ, ขอบคุณครับ, ขอบคุณค่ะ, terima kasih, მადლობა, շնորհակալություն, баярлалаа`,
  farewell: `до побачення, бувай, на все добре, да пабачэння, сау бол, сау болыңыз, кош бол, довиждане, довиђења, dovidenja, tschuss, tschues, auf wiedersehen, bis bald, bis spater, au revoir, a bientot, bonne journee, bonne soiree,
    adios, hasta luego, hasta pronto, hasta manana, tchau, ate logo, ate mais, arrivederci, tot ziens, doei, do widzenia, na shledanou, hej da, hejda, nakemiin, la revedere, viszontlatasra, hoscakal,
    hosca kal, hosca kalin, gule gule, gorusuruz, xayr, αντιο, להתראות, مع السلامة, خداحافظ, 再见, 拜拜, さようなら, じゃあね, 안녕히 계세요, 안녕히 가세요, tam biet, ลาก่อน, selamat tinggal, ნახვამდის, ցտեսություն`,
};
