import type { FormList } from './form-list.ts';

/** How people greet, thank and agree in English. */
export const ENGLISH_COURTESIES: FormList['intents'] = {
  greeting: {
    forms: `hi|hello|hey|heya|hiya|hullo|hallo|howdy|yo|sup|wassup|whatsup|greetings|salutations|aloha|gm|hii|helo|ello|gday|morning|heyo|yoo|holla|bonjour|ciao
      good|gud|all morning|mornin|afternoon|evening|evenin|day
      anyone|anybody|someone|somebody here|there|home|online
      you|u there|here|online|awake
      nice|pleased|glad|good|great|lovely meet|see|hear you|u
      long time see|no
      happy|merry new|birthday|holidays|christmas
      hello|hi world
      you|u working|listening|awake|alive|there|around|available|free|busy|online|ready
      can we|i chat|talk|speak|start|begin
      excuse|pardon me
      new|first here|time|this
      this|thing|it on|working thing|bot|chat
      can|do hear|see|read me
      just looking|browsing|curious|testing|checking
      lets|let start|begin|go|chat|talk|us
      knock
      welcome back
      test|testing|ping`,
    beside:
      'are is to you u one two three i am it from 1 2 3 123 year your in no see day be still me it e new time first ready back let lets there am colleague colleagues available a thing around again',
  },
  'well-being': {
    forms: `how are|r you|u|ya|things|we
      how you|u|ya
      how is|it|life|day|everything|things going|goin|doing|goes
      how life|everything|day|things
      how do you|u
      what up|new|cooking|cracking|happening
      how have you|u been
      hope you|u well|fine|good|ok|okay
      you|u ok|okay|alright
      hows it|life|things|everything|you
      are|r you|u ok|okay|fine|well|good|alright`,
    beside: 'doing doin going feeling your ur is do been keeping this morning evening with',
  },
  thanks: {
    forms: `thanks|thank|thankyou|thx|thanx|tnx|thnx|thks|ty|tysm|tyvm|cheers|appreciate|appreciated|grateful
      helped|helpful
      great|good|huge|big|nice|real|useful help
      much|very obliged
      sorted|solved|found|worked it|that|this|all|now
      that|this|it exactly|what needed|wanted|looking
      saved|made me|day|life|time
      owe you|u`,
    beside: `exactly what needed wanted looking find saved made my day life time hours lifesaver kindly lovely you u so for your ur help helping answer answers answering info information explanation explaining quick reply response time
      everything that this it i was were is a lot lots many ton million bunch tons in advance clarifying clarification assistance indeed
      great good big of detailed thorough clear useful kind did have been both anyway kindly sharing support perfect much`,
  },
  farewell: {
    forms: `bye|goodbye|byebye|bb|cya|farewell|ciao|adios|gtg
      good|sweet night|nite|dreams|sleep
      see|catch you|u|ya|later|soon
      talk|speak|chat later|soon|tomorrow
      take care
      have good|nice|great|lovely|wonderful day|evening|weekend|night|one|time|week
      gotta|must|have|should go|run|leave
      all best|right
      ttyl|brb|afk|laters|later|cu|cheerio|farewell|toodles
      so long
      signing off
      peace out`,
    beside: 'for to later soon tomorrow next time around you u i have a that is it will am be going back off leaving',
  },
  acknowledgement: {
    forms: `ok|okay|okey|okej|oki|k|kk|alright|understood|gotcha|noted|clear|cool|great|good|nice|perfect|excellent|awesome|amazing|wonderful
      |brilliant|super|fantastic|lovely|sure|interesting|wow|agreed|roger|nvm|lol|haha|hahaha|hehe|okie|okidoki|dokie|ack|welcome|true|indeed|certainly|absolutely|definitely|exactly|done|fab|splendid|dope|bravo|kudos|congrats|yay|hooray|aha|ooh|whatever|whoa|omg
      yes|yeah|yep|yup|ya|no|nope|nah|sorry|apologies
      got it|that|this|you
      i see|understand|understood
      that|this|it|now fine|clear|right|ok|okay|understandable
      all right|clear|good|fine
      makes|make sense
      never mind
      no problem|worries
      well|good|great|nice done|job|work|answer|bot
      sounds good|great|fine
      that all|enough|it
      you welcome
      you are welcome
      love you|u|it|this
      you|u|this|that|it|bot best|awesome|great|amazing|smart|clever|cool|wonderful|star|rock|legend|genius|lifesaver|brilliant|funny|nice|kind|perfect|fantastic|impressive|sweet
      you|u are|r best|awesome|great|amazing|smart|clever|cool|wonderful|star|rock|legend|genius|lifesaver|brilliant|funny|nice|kind|perfect|fantastic|impressive
      will do
      fair enough
      okey dokey|doke
      not really|now|yet|today
      good|nice|great know|hear
      ill|i|will|let think|check|look|see|read|try|consider|me
      fine by|with me
      of course
      works for me
      enough now|today
      no|not more|questions|needed
      nothing else|more|now
      cool beans
      right ok|okay|so|then|well|good`,
    beside: `that this it is was i am have understood now see much very pretty with me to you u your for know think one thing answer
      makes sense course of problem further other not at the moment quite good job more questions no need thing that will do check it over about on later try so think read look consider ask come back am right else nothing`,
  },
};
