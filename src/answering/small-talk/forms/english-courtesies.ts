import type { FormList } from './form-list.ts';

/** How people greet, thank and agree in English. */
export const ENGLISH_COURTESIES: FormList['intents'] = {
  greeting: {
    forms: `hi|hello|hey|heya|hiya|hullo|hallo|howdy|yo|sup|wassup|whatsup|greetings|salutations|aloha|gm|hii|helo|ello|gday|morning|heyo|yoo|holla|bonjour|ciao|heyy|yello|oi|hai|namaste|whattup|wazzup|wassap|hihi
      good|gud|all morning|mornin|afternoon|evening|evenin|day
      anyone|anybody|someone|somebody here|there|home|online
      you|u there|here|online|awake
      nice|pleased|glad|good|great|lovely meet|see|hear you|u
      long time see|no
      happy|merry new|birthday|holidays|christmas
      hello|hi world
      top morning
      back im|i|its|me|am
      me its|again|it|hey
      hello|hi|hey say|saying|said
      just passing|popping|saying|dropping|looking|stopping by|in|hi|hello|around
      wait|waiting|hear for|you
      merry|happy xmas|christmas|easter|friday|monday|new
      anyone|someone|somebody|anybody home|around|listening
      testing|test this|testing|just
      ready answer|help|start|questions|work|you|begin|go
      shall|should|can we begin|start|proceed|chat|talk
      just|wanted|want talk|chat
      thought say|pop|drop
      you|u working|listening|awake|alive|there|around|available|free|busy|online|ready
      can we|i chat|talk|speak|start|begin
      excuse|pardon me
      new|first here|time|this
      this|thing|it on|working thing|bot|chat
      can|do hear|see|read me
      just looking|browsing|curious|testing|checking
      lets|let start|started|begin|go|chat|talk|us|get|do
      knock
      anyone|anybody
      new|newbie im|i|team|am
      welcome back
      test|testing|ping`,
    beside:
      'are is to you u one two three i am it from 1 2 3 123 year your in no see day be still me it e new time first ready back let lets there am colleague colleagues available a thing around again want wanted say saying just hello up home back some questions answer ready shall by popping passing thought in my name s mr friend mind chatting team job employee company get started morning top christmas xmas dropping',
  },
  'well-being': {
    forms: `how are|r you|u|ya|things|we
      how you|u|ya
      how is|it|life|day|everything|things|week|weekend|morning going|goin|doing|goes|hanging|been|far|was
      how life|everything|day|things
      how do you|u
      what up|new|cooking|cracking|happening|good|poppin|crackin|shaking
      day|morning|week|weekend|evening|night how
      you|u doing|feeling well|ok|okay|good|fine|today
      hope all|everything|things|day well|good|fine|great
      how have you|u been
      hope you|u well|fine|good|ok|okay
      you|u ok|okay|alright
      hows it|life|things|everything|you
      are|r you|u ok|okay|fine|well|good|alright`,
    beside:
      'doing doin going feeling your ur is do been keeping this morning evening with so far was having well all things everything today there day went week yourself hi hello great good lovely fine hanging',
  },
  thanks: {
    forms: `thanks|thank|thankyou|thx|thanx|tnx|thnx|thks|ty|tysm|tyvm|cheers|appreciate|appreciated|grateful|thankful|thnks|tks|thankx|thanku|ta
      helped|helpful
      great|good|huge|big|nice|real|useful|massive help
      much|very obliged
      sorted|solved|found|worked it|that|this|all|now
      that|this|it|exactly|just|precisely|perfect exactly|what|all|everything|precisely|just needed|wanted|looking
      really|very|super|so|that|this|is|was useful|helpful
      kind you|how|too|very
      best wishes|regards
      god|bless bless|you
      lifesaver|godsend
      saved|made me|day|life|time|bacon
      answers|answered my question|questions
      owe you|u`,
    beside: `exactly what needed wanted looking find saved made my day life time hours lifesaver m8 kindly lovely you u so for your ur help helping answer answers answering info information explanation explaining quick reply response time
      everything that this it i was were is a lot lots many ton million bunch tons in advance clarifying clarification assistance indeed
      great good big of detailed thorough clear useful kind did have been both anyway kindly sharing support perfect much but no nothing god bless wishes question questions answered best regards really bacon patience on more now input effort`,
  },
  farewell: {
    forms: `bye|goodbye|byebye|bb|cya|farewell|ciao|adios|gtg
      good|sweet|nighty night|nite|dreams|sleep|eve
      see|catch|c you|u|ya|later|soon
      talk|speak|chat later|soon|tomorrow
      take care
      take it easy
      enjoy your|rest day|evening|weekend|night|holiday
      have good|nice|great one
      ill|will|i be|come back
      until|till next|then|tomorrow|later time|we|then|tomorrow|meet
      im|i|am|heading|leaving off|leaving|out|bed|home|logging
      done|all|enough|that for today|now
      done|all|enough for today|now
      sleep well|tight
      have good|nice|great|lovely|wonderful day|evening|weekend|night|one|time|week
      gotta|must|have|should|need go|run|leave|dash|bounce
      all best|right
      ttyl|brb|afk|laters|later|cu|cheerio|farewell|toodles|toodle|tata|sayonara|gn|byee|goodnight|godbye
      so long
      signing off
      peace out`,
    beside:
      'for to later soon tomorrow next time around you u i have a that is it will am be going back off leaving done alligator while crocodile day today all yourself evening weekend night well sleep of your the rest here out heading home bed enjoy dear wishes then meet again logging',
  },
  acknowledgement: {
    forms: `ok|okay|okey|okej|oki|k|kk|alright|understood|gotcha|noted|clear|cool|great|good|nice|perfect|excellent|awesome|amazing|wonderful
      |brilliant|super|fantastic|lovely|sure|interesting|wow|agreed|roger|nvm|nevermind|alrighty|lol|haha|hahaha|hehe|okie|okidoki|dokie|ack|welcome|true|indeed|certainly|absolutely|definitely|exactly|done|fab|splendid|dope|bravo|kudos|congrats|yay|hooray|aha|ooh|whatever|whoa|omg|lmao|rofl|heh|oops|sweet|neat|oki|kewl|righto|right|maybe|enough|idk|dunno|meh|copy|phew|damn|bingo|touche|woohoo|aww|agree|impressive
      yes|yeah|yep|yup|ya|no|nope|nah|sorry|apologies
      got it|that|this|you
      i see|understand|understood
      that|this|it|now fine|clear|right|ok|okay|understandable
      all right|clear|good|fine
      makes|make sense
      never mind
      not bad
      my pleasure
      crystal|loud|all clear
      duly noted
      if|as|whatever you say|wish|like
      i like it|this|that
      that|it works
      glad|good|nice|great hear|know|it|that
      dont know|care|mind|worry
      not now|today|yet
      no way
      come on
      stop!
      cancel!
      no problem|worries
      well|good|great|nice done|job|work|answer|bot
      sounds good|great|fine
      that all|enough|it|everything
      point taken|noted
      ah|oh|aah|ahh|yeah|haha|ha right|funny
      fair|good point|enough|call
      too bad
      what pity|shame|relief
      forget|ignore|disregard|scratch it|that|this|last|previous
      my|sorry mistake|bad|fault|bother
      wrong|oops|sorry chat|window|tab|button|person
      i|now|ah|oh get|see|understand it|now|that|why|clearer|i
      im|i|am good|fine|set|done|sure|satisfied
      learned|learnt something|new|today|lot
      got|have|found everything|it|all needed|now|need|nvm|i
      take your time
      you|u made|make|are sense|point|right
      you welcome
      you are welcome
      love you|u|it|this
      you|u|this|that|it|bot best|awesome|great|amazing|smart|clever|cool|wonderful|star|rock|legend|genius|lifesaver|brilliant|funny|nice|kind|perfect|fantastic|impressive|sweet
      you|u are|r best|awesome|great|amazing|smart|clever|cool|wonderful|star|rock|legend|genius|lifesaver|brilliant|funny|nice|kind|perfect|fantastic|impressive
      will do
      how|so nice|cool|funny|interesting|sweet|sad|kind|neat
      fair enough
      okey dokey|doke
      not really|now|yet|today
      good|nice|great know|hear
      ill|i|will|let|gonna think|check|look|see|read|try|consider|me|remember|review|reread
      fine by|with me
      of course
      works for me
      enough now|today
      no|not more|questions|needed
      nothing else|more|now
      keep|bear in|that mind
      cool beans
      right ok|okay|so|then|well|good`,
    beside: `that this it is was i am have understood now see much very pretty with me to you u your for know think one thing answer
      makes sense course of problem further other not at the moment quite good job more questions no need thing that will do check it over about on later try so think read look consider ask come back am right else nothing everything all be made point taken chat window wrong bad mistake my sorry bother found needed in mind remember out up could been gonna work again had fun last previous message new`,
  },
};
