import { ENGLISH_ASSISTANT } from './english-assistant.ts';
import { ENGLISH_COURTESIES } from './english-courtesies.ts';
import type { FormList } from './form-list.ts';

const LANGUAGES =
  'russian|english|german|french|spanish|italian|chinese|kazakh|ukrainian|turkish|polish|arabic|japanese|portuguese|uzbek|korean|hindi';
const STYLES =
  'simple|simpler|plain|layman|laymans|easy|easier|own|other|normal|human|friendlier|everyday|clearer|basic|different';
const EXPLAIN =
  'explain|describe|give|put|rewrite|rephrase|say|tell|repeat|summarize|summarise|answer|speak|write|talk';

/** How people talk to a chat in English. */
export const ENGLISH: FormList = {
  language: 'en',
  fillers: `a an the and so well oh ah um uh hmm hm eh please pls plz just really actually exactly then now again all there everyone everybody
    guys folks partner ladies gentlemen friend friends buddy pal mate man bro dude sir madam maam miss team dear bot robot chatbot assistant pilcrow chatgpt very much
    too also tell me today lol haha btw my but i im we us our you u ur your it its this that these to for of in on at with from by as or if some any one here
    ever quite pretty bit little kind sort only even still already indeed basically honestly maybe perhaps simply anyway ok okay hello hey hi yeah yes no mr mrs dude homie mister honey darling boss chief fella bruh kinda kindly sorry
    than such both more most few own same off over under out up down into through though although because while until till been being was were will would should must may might`,
  intents: {
    ...ENGLISH_COURTESIES,
    ...ENGLISH_ASSISTANT,
    complaint: {
      forms: `wrong|incorrect|untrue|nonsense|bullshit|useless|stupid|idiot|wtf|rubbish|crap|misunderstood|pathetic|gibberish|bollocks|moron|dumbass|unhelpful|horrible|terrible
        you|u misunderstood|misread|confused|missed|failed|suck|lied|broken
        not it|that|what|quite|right
        try again|harder
        doesnt answer|help question|me
        doesnt|no|zero|not|little make|makes sense
        doesnt help
        that|this|it|you|answer|bot|what wrong|incorrect|untrue|false|mistaken|nonsense|bad|terrible|awful|rubbish|useless|stupid|dumb|unhelpful|suck|sucks|liar|joke|disappointing|horrible|crap|worst|mess|misleading
        not|isnt|wasnt|didnt|doesnt|dont|cant|couldnt|never right|correct|true|helpful|help|helping|asked|ask|meant|mean|answer|answered|understand|useful|get|relevant|looking|good
        bad|worst|dumb|silly|poor|terrible|lousy|awful|worst answer|bot|job|robot
        dumb|silly you|bot|ur|so
        know nothing you`,
      beside: `that this it is are was were not answer answers the a your ur completely totally so very you u s what i my question me did do does to
        isnt wasnt didnt dont doesnt cant here at for asked know think got get have it wrong again try make makes no sense point nope quite about of load lot single ever understand even answered thing`,
    },
    style: {
      forms: `${EXPLAIN} ${STYLES} words|terms|language|english|way|tone
        ${EXPLAIN} simply|simpler|easier|clearer|plainly
        ${EXPLAIN} like|for|to|as five|5|six|6|seven|7|eight|8|ten|10|12|child|kid|beginner|beginners|dummies|baby|idiot|toddler|newbie|novice|grandma|grandmother
        ${STYLES} words|terms|language|english
        simpler|simplify can|could|please|version|make|this|that|it|you
        simpler
        dumb down
        more simply
        laymans|layman terms
        eli5`,
      beside:
        'it this that to me us in a i am im year old can could you u would your the using with more want need something put say explain down bit please make answer version again as lot words simply is was be',
    },
    nothing: {
      forms: 'hm|hmm|um|uh|er|eh|mm|well|huh|erm|umm|uhm|hmmm|uhh|ehh',
      beside: 'what',
    },
    task: {
      forms: `in|into|to ${LANGUAGES}
        joke|poem|story|song|riddle|tale|jokes|lullaby|rap
        something|anything funny|fun|hilarious|amusing
        laugh|smile make|me
        entertain|amuse me|us
        lets|let play
      play|have game|games|chess|music
        sing!|dance!|rap!
        weather! what|how|like|today|tomorrow|check|forecast
        what time! now|is
        what day!|date! today|is|the
        news! any|today|what|latest|some
        who president! usa!|us!|america!|russia!|france!`,
      beside: `summarize say answer reply write repeat speak respond it this that can could would you u your back same language sing make up give
        funny short do know one something want is it s today tomorrow now like outside forecast what how please another lets let fairy tell some here day current latest there about bedtime moment play time`,
    },
  },
  tasks: `translate
    write|draft|compose|generate|create|prepare|make|produce letter|email|mail|essay|poem|story|song|article|post|code|script|speech|slides|application|resume|cv|presentation|joke|tweet|message|reply|haiku|rap|program|blog|recipe|invitation|limerick
    write|draft|compose complaint
    draw|paint|sketch me|picture|image|a
    generate|create|make|design picture|image|drawing|logo|poster|photo
    rewrite|rephrase|paraphrase it|this|that|the
    email|mail|send|forward|text it|this|that|email|letter|message to
    make … answer|reply|text|it|that shorter|friendly|friendlier|simpler|longer|nicer|formal|polite|better
    set|start alarm|timer|reminder
    order|book|buy me|us|a pizza|taxi|uber|ticket|tickets|flight|cab|food|table|hotel
    call me|a taxi|cab|uber
    call|phone|ring my boss|mom|mum|mother|wife|husband|friend|manager|landlord|dad|father
    solve this|my|the equation|problem|puzzle|exercise|riddle
    do my homework|assignment|taxes|essay
    play music|song|songs
    tell|sing joke|story|riddle|song|lullaby|jokes
    remind me|us`,
  beforeTasks:
    'please kindly can could would will you u me now also and then just ok okay hi hello hey help to so do it want i need like bot dear lets id',
};
