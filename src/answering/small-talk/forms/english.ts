import { ENGLISH_COURTESIES } from './english-courtesies.ts';
import type { FormList } from './form-list.ts';

const LANGUAGES = 'russian|english|german|french|spanish|italian|chinese|kazakh|ukrainian|turkish|polish';
const STYLES = 'simple|simpler|plain|layman|laymans|easy|easier|own|other|normal|human';

/** How people talk to a chat in English. */
export const ENGLISH: FormList = {
  language: 'en',
  fillers: `a an the and so well oh ah um uh hmm hm eh please pls plz just really actually exactly then now again all there everyone everybody
    guys folks partner ladies gentlemen friend friends buddy pal mate man bro dude sir madam maam miss team dear bot robot chatbot assistant pilcrow chatgpt very much
    too also tell me today lol haha btw my but i im we us our you u ur your it its this that these to for of in on at with from by as or if some any one here
    ever quite pretty bit little kind sort only even still already indeed basically honestly maybe perhaps simply anyway first second`,
  intents: {
    ...ENGLISH_COURTESIES,
    identity: {
      forms: `who|what|whos are|r|is you|u|ya
        who you|u
        who am talking|speaking|chatting
        what|your|ur|you name|named
        what call|called you|u|bot|chatbot|assistant
        which|what company|team|people|organization|organisation|firm made|created|built|developed|behind
        you|u sleep|eat|think|feel|feelings|emotions|dream|dreams|learn|tired|family|married|friends|favorite|favourite|conscious|soul|brain|thoughts|bored|happy|sad|lonely|hungry|busy
        who made|created|built|developed|programmed|wrote|trained|designed|owns|runs|invented|make|makes|develops you|u|bot|chatbot|assistant
        your|ur creator|developer|maker|author|owner
        are|r you|u bot|robot|chatbot|human|person|machine|ai|real|alive|program|computer|chatgpt|gpt|llm|gemini|claude|deepseek|llama|alexa|siri
        you|u bot|robot|chatbot|human|ai|chatgpt
        is this|it|that bot|robot|chatbot|ai|human|chatgpt|gpt|llm
        talking|speaking|chatting bot|robot|human|person|machine|ai|operator|chatbot|people|chatgpt|gpt
        introduce|describe yourself
        you|u made|by|from|belong|work openai|google|microsoft|yandex|anthropic|meta|sber|amazon
        about yourself|you|u
        how old you|u
        where you|u from|live|located
        what|which model|llm|ai|version you|u|your|ur
        you|u man|woman|male|female|boy|girl|gender|guy
        with whom|who am|do speaking|talking|chatting
        what your gender|age|job
        who behind|runs|operates you|bot|chat|chatbot
        human|person|people real|here|there|is|are
        what|who this bot|chat|chatbot`,
      beside: `do does is are am r i me what kind sort type of even some with to by or not your ur s exactly built on based software called
        living creature artificial intelligence language app real human robot machine person program ai bot it that this here using use run have
        should can could may know a little bit something more anyway man woman male female boy girl guy speaking talking be answering responding writing there whom actual genuine truly company team people organization get like ever everything opinion opinions who were been openai google microsoft yandex anthropic meta sber amazon have want as way`,
    },
    trust: {
      forms: `trust|believe|rely|trusted|count|depend you|u|your|ur
        trust|believe|rely answer|answers|this|it|that
        you|u|your|ur|answers lie|lying|lies|hallucinate|hallucinations|mistake|mistakes|honest|reliable|accurate|trustworthy|biased|accuracy|truthful
        you|u make|making things|stuff|up
        this|it|information|info|answers reliable|trustworthy
        how know you|u|your right|correct|true
        safe|wise|ok|okay trust|believe|rely you|your|answers|this
        always right|correct|true you|answers
        your|ur answers|answer correct|right|true|good|valid|verified|checked|accurate|precise|trustworthy
        could|can|might|may you|u wrong|mistaken
        how check|verify|sure|certain|confident|confirm answers|answer|you|your|ur
        what if wrong you|u
        where you|u|your|ur get|take|find|come|source|sources|information|info|data|answers|answer|knowledge`,
      beside: `can could should may i we on be is are do does did how the of what say says said information answer answers ever sometimes always make made
        never from up invent things your ur been get come data them telling truth completely fully if or why right correct true s know i safe wise ok okay much there`,
    },
    help: {
      forms: `help|halp|hlep|assist|assistance
        quick|another|small|one question
        how find|search|get|make|produce answers|answer you|u
        what options|choices my|our|here
        instructions|guide|guidance|tutorial|manual how|me|use|please|need
        hint|tip|tips|suggestion|suggestions|suggest ask|me|give|questions
        where start|begin i|should|do
        what now|next do|now|next|should
        show me what do
        how talk|speak|chat|communicate|interact|ask|write you|u|bot|chatbot
        explain|describe|show how you|u|bot work|function|works
        explain|describe|show what you|u|bot do
        what|wat|wot can|could|are you|u do|help|offer|able|answer|capable|good|for|assist
        what do you|u
        how|what can|could|do|will you|u help|assist
        how you|u work|function|operate
        how bot|chatbot|assistant work|works|use
        how use you|bot|chatbot|assistant|chat
        what|which|how ask can|could|should|may|do i|we|you
        what|which questions|question|things ask|answer|answered|possible
        can|could|may|like ask i
        i have|got question
        you speak|understand russian|english|languages|language
        your|ur capabilities|features|functions|skills|abilities|purpose|job|function|commands|role
        not|dont ask|start|use know|sure
        examples|example|sample questions|question|queries
        what can|could you|u say|answer|give|find|show|me
        what can|could i|we find|do|learn here|you
        what this|the bot|chat|chatbot|for for|do
        topics|subjects you|u|your
        what are you doing
        lost|confused|stuck what|how|where|i|am
        what|how type|write|enter here|do|i
        how thing|bot work|works
        what supposed|should|type|write type|write|ask|enter`,
      beside: `i need me us can could you u do does did should may to some want what with get in how are is be it this that for your ur here at
        questions question about kind kinds types type sort of things stuff of list show else able answer assist one able give know something anything
        quick have like would start begin use using find search answers answer my options choices guide hint tip tips suggestion suggestions suggest next now another small new but does thing supposed type write enter am`,
    },
    documents: {
      forms: `what|which|how|list|show|name|see|all documents|document|docs|doc|files|file|papers|sources|pdfs|materials|texts you|u|your|ur|available|loaded|uploaded|indexed|here|there|database|library|base|system|archive|storage|repository|collection|folder|store
        your|ur documents|docs|files|sources
        you|u have|got|see|read|know any|documents|files|docs documents|files|docs
        show|list|see|display documents|docs|files
        what|which data|information|info|documents|texts you|u have|know|contain|trained|read
        what have you|u read|indexed|loaded|learned
        what|which documents|docs|files|sources|papers|pdfs here|in|there
        where answers|answer|information|info your|ur|these|the
        what|which|how documents|docs|files|sources search|answer|ask
        uploaded|loaded|indexed documents|files|docs
        what you|u know
        show|list|see everything|all uploaded|loaded|indexed|added
        what|whats in knowledge|database|library base|your|ur`,
      beside: `do does have has are is many can could me i in of the at on about currently got read reading know see use used uses using search
        searching based work working with stored contain system database library knowledge base from list show give what which all every r in
        access to answer answers answering ask chat loaded uploaded available added indexed added here there them titles trained learned contain data information info texts documents been did were was pdfs any see what archive storage repository collection folder store coming come from where right now everything been so far that`,
    },
    complaint: {
      forms: `wrong|incorrect|untrue|nonsense|bullshit|useless|stupid|idiot|wtf|rubbish|crap|misunderstood|pathetic
        you|u misunderstood|misread|confused|missed|failed|suck|lied
        not it|that|what|quite|right
        try again
        doesnt|does make|answer|help sense|not|question|me
        that|this|it|you|answer wrong|incorrect|untrue|false|mistaken|nonsense|bad|terrible|awful|rubbish|useless|stupid|dumb|unhelpful|suck|sucks|liar
        not|isnt|wasnt|didnt|doesnt|dont right|correct|true|helpful|help|asked|ask|meant|mean|answer|understand|useful|get
        bad answer|bot|job`,
      beside: `that this it is are was were not answer the a your ur completely totally so very you u s what i my question me did do does to
        isnt wasnt didnt dont doesnt here at for asked know think got get have it wrong again try make sense point no nope quite about`,
    },
    style: {
      forms: `explain|describe|put|rewrite|rephrase|say|tell|repeat|summarize|summarise ${STYLES} words|terms|language|english|way
        explain|describe|put|rewrite|rephrase|say|tell|repeat simply|simpler|easier
        explain|describe|put|say|tell|summarize|summarise like|for|to|as five|5|six|6|seven|7|eight|8|ten|10|12|child|kid|beginner|beginners|dummies|baby
        ${STYLES} words|terms|language
        eli5`,
      beside:
        'it this that to me us in a i am im year old can could you u would your the using with more want need something',
    },
    nothing: { forms: 'hm|hmm|um|uh|er|eh|mm|well|huh', beside: 'what' },
    task: {
      forms: `in|into|to ${LANGUAGES}
        joke|poem|story|song`,
      beside: `summarize say answer reply write repeat speak respond it this that can could would you u your back same language sing make up give
        funny short do know one`,
    },
  },
  tasks: `translate
    write|draft|compose|generate|create|prepare|make letter|email|mail|essay|poem|story|song|article|post|code|script|speech|complaint|slides|application|resume|cv|presentation|joke|tweet|message|reply
    draw|paint|sketch me|picture|image|a
    generate|create|make picture|image|drawing
    rewrite|rephrase|paraphrase it|this|that|the
    email|mail|send|forward it|this|that to
    make … answer|reply|text|it|that shorter|friendlier|simpler|longer|nicer|formal|polite|better
    remind me|us`,
  beforeTasks:
    'please kindly can could would will you u me now also and then just ok okay hi hello hey help to so do it',
};
