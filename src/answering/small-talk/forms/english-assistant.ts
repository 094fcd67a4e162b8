import type { FormList } from './form-list.ts';

const YOU = 'you|u|ya|your|ur|yours|yourself';
const MACHINE =
  'bot|robot|chatbot|ai|machine|program|computer|software|chatgpt|gpt|gpt4|llm|gemini|claude|deepseek|llama|alexa|siri|cortana|copilot|algorithm|artificial|model';
const HUMAN = 'human|person|people|real|alive|living|operator|agent|someone|somebody|somone';
const TALK = 'talking|speaking|chatting|talk|speak|chat|dealing|texting|messaging';
const MADE =
  'made|created|built|developed|programmed|wrote|coded|trained|designed|owns|runs|invented|make|makes|develops|own|operates|behind|maintains';
const COMPANIES = 'openai|google|microsoft|yandex|anthropic|meta|sber|amazon|apple';
const DOCUMENTS = 'documents|document|docs|doc|files|file|papers|sources|source|pdfs|pdf|materials|texts|books';
const LOADED =
  'available|loaded|uploaded|indexed|added|stored|database|library|base|system|repository|collection|inside';
const SHOW = 'list|show|name|see|display|view|give|browse|print|titles';

/** Words that ask. */
const ASKING =
  'who what which how where when why whose do does did is are am can could may might would have has r be any or s';

/** What people ask of the assistant in English. */
export const ENGLISH_ASSISTANT: FormList['intents'] = {
  identity: {
    forms: `who|what|whos are|r|is you|u|ya
      who dis|dat
      who|whos this|that
      who am|i|whom ${TALK}
      what|${YOU}|have|got|a name|named
      what call|called you|u|bot|chatbot
      which|what|company|team|people|organization|organisation|firm ${MADE} ${YOU}|this|bot
      you|u sleep|eat|think|feel|feelings|emotions|dream|dreams|learn|tired|family|married|marry|friends|favorite|favourite|conscious|soul|brain|thoughts|bored|happy|sad|lonely|hungry|busy|love|smart|clever|intelligent|sentient|birthday|born|human|parents|girlfriend|boyfriend|hobbies|color|colour|food|movie|alive|drink|remember|like|exist do|are|can|will|when|is|have|r|whats|what|could
      who ${MADE} ${YOU}|bot|chatbot|assistant|this
      your|ur creator|developer|maker|author|owner|creators|developers|makers|programmer|parents|boss
      are|r|is|be you|u ${MACHINE}|${HUMAN}
      you|u bot|robot|chatbot|human|ai|chatgpt
      is|are this|it|that ${MACHINE}|human
      ${TALK} ${MACHINE}|${HUMAN}
      connect|get|want|need|transfer|put|give|call human|person|operator|agent|someone me|i|us real|human|operator|agent|living|live
      name!
      introduce|describe|identify yourself
      state your name
      you|u made|by|from|belong|work|powered|based|running|run|using|use ${COMPANIES}|${MACHINE}
      about yourself|you|u
      how old you|u
      where you|u from|live|located!
      what|which model|technology|tech|llm|ai|version|gpt|engine ${YOU}|this|bot|behind|powers|running
      you|u man|woman|male|female|boy|girl|gender|guy
      what your|ur gender|age|job|name|nationality
      who|what behind|runs|operates you|bot|chat|chatbot|this
      human|person|people real|here|there|is|are
      what|who this bot|chat|chatbot|assistant|thing
      what this exactly|thing|supposed
      what|who pilcrow
      you|u when|where born|created|made|trained`,
    beside: `${ASKING} me i kind sort type of even some with to by your ur exactly built on based called name will ever other end line side
      living creature artificial intelligence language app real human robot machine person program ai bot it that this here using use run powered model called named call
      should know little bit something more anyway man woman male female boy girl guy speaking talking answering responding writing there whom actual genuine truly generated state color colour food movie connect transfer through call genuine truly company team people organization get like everything opinion opinions were not been openai google microsoft yandex anthropic meta sber amazon want as way behind dear own introduce if being deal love marry yourself please`,
  },
  trust: {
    forms: `trust|believe|rely|trusted|count|depend|trusting you|u|your|ur|bot
      trust|believe|rely|trusted answer|answers|this|it|that|results
      you|u|your|ur|answers|bot|this lie|lying|lies|hallucinate|hallucinating|hallucinations|mistake|mistakes|errors|honest|reliable|accurate|trustworthy|biased|accuracy|truthful|guess|credible|outdated|guarantee|confident|factual|reliability|fake|honesty|legit|bluffing|guessing
      you|u|ur make|making|made things|stuff|up
      this|it|information|info|answers|answer|responses reliable|trustworthy|legit|verified
      how|you know|sure|certain you|u|ur|your right|correct|true|making|lying|accurate
      safe|wise|ok|okay trust|believe|rely you|your|answers|this
      is what|it|this true you say|said|tell|telling|saying
      your|ur|this up|outdated|current date|outdated|current
      always right|correct|true|truth|accurate|reliable you|answers
      tell|telling|say truth you|u
      your|ur answers|answer|responses|information|info|replies correct|right|true|good|valid|verified|checked|accurate|precise|trustworthy|reliable|real|correctness|guaranteed
      could|can|might|may|ever|often|are|what|if|when you|u|ur|youre|your wrong|mistaken
      how|should|must|need check|verify|doublecheck|sure|certain|confident|confirm answers|answer|you|your|ur
      where you|u|your|ur get|take|find|come|source|sources answers|answer
      why should|would trust|believe|rely`,
    beside: `${ASKING} should i we on the of say says said information info answer answers ever sometimes always never often make made
      not from up invent invented things stuff your ur been get come data them telling truth tell completely fully totally if right correct true know safe wise ok okay much there sure certain accurate reliable making lying take seriously give giving date confident blindly thing documents document 100 percent legit seriously about double need must`,
  },
  help: {
    forms: `help|halp|hlep|assist|assistance|helping|sos
      help|guide|walk me|us figure|understand|through|out|this
      any help
      quick|another|small|one|have|got|ask|couple question|questions
      how find|search|look|query here|this|information|something|things|docs
      how find|search|get|make|produce|generate|choose answers|answer you|u
      what options|choices my|our|here
      instructions|guide|guidance|tutorial|manual|documentation how|me|use|please|need|bot|is|user|there
      user guide|manual|instructions
      ideas|idea|inspiration ask|what|give
      hint|tip|tips|suggestion|suggestions|suggest|advice ask|asking|me|give|questions
      where|how start|begin i|should|do
      what now|next do|now|next
      how|what should i|we ask|do|start|begin|type|write|phrase|say|word|formulate
      how|what do i|we ask|start|begin|type|write|phrase|say|word|formulate|here|now
      teach|show|tell|explain how me|this|you use|this|work|works
      what services|service you|offer
      show me what do
      how talk|speak|chat|communicate|interact|ask|write you|u|bot|chatbot
      explain|describe|show|tell how you|u|bot|this work|function|works
      explain|describe|show|tell|see what you|u|bot|this do|does|for
      what|wat|wot can|could|are you|u do|help|offer|able|answer|capable|good|for|assist
      what do|does|use you|u|bot|thing
      what point|use|good ${YOU}|bot
      what offer|services you
      what you good|used|here for
      how|what can|could|do|will|would|you ${YOU} help|assist
      can|could|will|would you|u|anyone|someone|somebody|anybody help|assist
      how you|u work|function|operate
      how bot|chatbot|assistant|this work|works|use|function
      how use you|bot|chatbot|assistant|chat|this|tool
      what|which|how|anything|everything|here ask can|could|should|may|do|i|we|you|to
      what|which|kind|kinds|types|sort|topics questions|question|things|topics|queries ask|answer|answered|possible|understand|support|handle
      can|could|may|like|want|wanna ask i
      i have|got question|questions
      you|u|can speak|understand|know|write|talk|answer|support russian|english|languages|language
      your|ur capabilities|features|functions|skills|abilities|services|purpose|job|function|commands|role|mission|goal|task|tasks
      can|could|may ask|write|type|speak in|russian|english
      not|dont|no ask|start|use|do|idea know|sure|clue|idea
      examples|example|sample|samples questions|question|queries|query|give|some|show
      what can|could you|u say|answer|give|find|show|me|tell
      what can|could i|we find|do|learn|expect|use here|you|this
      what this|the|is bot|chat|chatbot|tool|this for|do
      topics|subjects you|u|your|ask
      what are you doing
      lost|confused|stuck|clueless what|how|where|i|am|im|here
      dont|do not understand how|what|anything|works
      what|how|where type|write|enter|click here|do|i
      how thing|bot|this work|works
      what supposed|type|write type|write|ask|enter|do
      commands!
      start!
      list|available|what|help commands|features`,
    beside: `${ASKING} i need me us you u some want what with get in it that this for your ur here at there out
      questions question about kind kinds types type sort of things stuff list show else able answer assist one give know something anything
      quick like start begin use using find search answers options choices guide hint tip tips suggestion suggestions suggest next now another small new but thing supposed enter everything idea
      explain understand phrase properly correctly best way to good point user manual favor favour lost tell bot work works figure walk through guide chat please exactly ask tool website site service topics documents`,
  },
  documents: {
    forms: `what|which|how|${SHOW}|all|are|any ${DOCUMENTS} ${YOU}|${LOADED}|here|there|archive|storage|folder|store
      your|ur documents|docs|files|sources|pdfs|library|database|collection
      you|u have|got|see|read|know|access|search any|documents|files|docs|what documents|files|docs|pdfs
      ${SHOW} documents|docs|files|pdfs
      document|documents|file|files list|titles|names|overview
      what|which|how data|information|info|documents|texts|content|knowledge you|u have|know|contain|trained|read|access
      what have|did|are you|u|they read|reading|indexed|loaded|learned|got|studied
      what do you|u have
      what|which documents|docs|files|sources|papers|pdfs here|in|there
      where answers|answer|information|info|data|knowledge|facts your|ur|these|you|come|coming
      what|which|how documents|docs|files|sources search|answer|ask
      documents!|files! your|my|documents!|files!
      what|which documents|docs|files exist|exists|given|trained|based
      what|how trained|based|built you|u on
      how big|large your|ur library|database|collection|base
      how many documents|docs|files|pdfs
      uploaded|loaded|indexed documents|files|docs|what|far
      what|where you|u search|searching|look|looking through|in|able|can|do|are
      what you|u know
      what your|ur sources|source|data|knowledge
      topics|topic|subjects|subject|areas|themes|domains you|u|your|here know|cover|covered|have|about|documents|deal|familiar
      topics|subjects|areas covered|available|here are|here|available|what
      show|list|see|view everything|all uploaded|loaded|indexed|added
      what|whats in|inside knowledge|database|library|collection base|your|ur
      what in there|here
      what|whats inside here|you|there|database|bot
      what is|have|been uploaded|loaded|indexed`,
    beside: `${ASKING} me i in of the at on about currently got read reading know see use used uses using search cover covered
      searching work working with stored contain system database library knowledge base from list show give all every full complete
      access to answers answering ask chat loaded uploaded available added indexed here there them titles names trained learned contain data information info texts documents files been were was pdfs archive storage repository collection folder store coming come right now everything so far that inside open look able through searching looking familiar topics go through kind kinds type types answer your sources source exist given big large documents topic`,
  },
};
