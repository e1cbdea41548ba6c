/** What the August 2017 document promises, one plain sentence each. Every clause cites the ones it keeps. */
export const promises = {
  'principle.transparent': 'For every kind of data, anyone can see what is taken, where, why and who may get it.',
  'principle.protected': 'Personal data is encrypted at rest and on its way, and each opening of it is accounted for.',
  'principle.never-sold': 'Nothing goes to anyone in return for money or other value.',
  'principle.scope': 'One statement holds for products, app, web sites, stores, events and telephone sales alike.',
  'principle.layered': 'The statement is told in five situations, the short form first and the detail on demand.',

  'learning.voluntary-details': 'Before any purchase we take name and email address from people who offer them.',
  'learning.news': 'Those details serve news about events and products.',
  'learning.geo-insight': 'A visitor’s IP address yields counts of visits per country, and the address is let go.',

  'buying.order-details': 'What an order needs serves that order, its delivery, its return and its troubles.',
  'buying.payment-never-stored': 'Card details serve one purchase and are stored nowhere.',
  'buying.payment-not-shared': 'Card details reach the card processor alone; we keep its reference, for refunds.',

  'registering.required': 'A product works once it is registered; until then it is refused service.',
  'registering.account': 'Set-up makes an account from a few details; name and telephone number are offered freely.',
  'registering.system-id':
    'Each system has an id of its own, tied to its owner’s email, its serial numbers and address.',
  'registering.password-one-way': 'A password is kept as a one-way hash: it can be reset and not recovered.',
  'registering.why': 'Registration serves safe set-up and the right music services; its email address serves news too.',

  'functional.registration-data': 'Email, place, language, serial numbers, IP address and sign-in are functional.',
  'functional.system-data': 'Facts about products, controllers, settings, rooms and errors are functional.',
  'functional.no-opt-out': 'Functional data has no switch, and people are told so and told why.',
  'functional.why': 'Functional data serves working products, support, audio settings and better decisions.',

  'usage.performance': 'Performance data says how products, network and app fare.',
  'usage.activity': 'Activity data says what is played and commanded, where and for how long, product by product.',
  'usage.opt-out-any-time': 'Usage data starts on, is told at set-up, and is turned off or on in two clicks, at once.',
  'usage.why': 'Usage data serves correct working, better features and problems found early.',
  'music.link': 'A streaming service is linked by the person; internet radio and own files need no link.',

  'control.permission-first': 'A control device, voice service or music app is connected after the person agrees.',
  'control.why': 'What is processed for control and voice serves those features and making them better.',
  'control.data-needed': 'Voice needs its authorisation and usage data on; without them it stays off and says why.',
  'control.subset-only': 'A partner gets the part it needs, if it is the partner that the person authorised.',
  'control.unlink-stops': 'Disabling or unlinking stops collection and sharing for it at once.',

  'audio.two-occasions':
    'Sound from the home is recorded for voice commands and room tuning, and on no other occasion.',
  'voice.ring-buffer': 'Until the wake word, a few seconds of sound are overwritten again and again on the product.',
  'voice.wake-then-record': 'Recording begins with the wake word and ends with the command.',
  'voice.indicator': 'A light is on exactly as long as the product records.',
  'voice.partner-only': 'A recording goes to the authorised voice partner and to nobody else.',
  'voice.not-retained': 'We keep no copy of a recording.',
  'voice.noise-spectrum': 'With a command comes the room’s noise per frequency band, from which no words can be had.',
  'tuning.interactive': 'Room tuning measures while the person goes through it, and then lets the sound go.',
  'tuning.noise-robust': 'A disturbance during tuning is recognised and left out.',

  'help.contact': 'Support takes the contact details and messages that a case brings, calls included.',
  'help.diagnostic-permission': 'A diagnostic is taken with a permission given for that one diagnostic.',
  'help.diagnostic-content': 'A diagnostic is a snapshot of what led up to the trouble.',
  'help.diagnostic-override': 'That one snapshot may hold usage data that is turned off; the switch stays as it is.',
  'help.why': 'Support data serves support.',

  'others.same-rules': 'What partners give us is held to this statement and to each limit its giver sets.',

  'purposes.closed-list': 'Personal data serves six named purposes, and any other use is refused.',
  'purposes.business-aggregates': 'Business decisions rest on figures about many, not on individuals.',
  'improvement.search': 'Search words and clicks are declared data, and serve better search.',

  'share.only-as-stated': 'Data leaves by a rule of the statement alone, and each sending is recorded and shown.',
  'share.vendors': 'Vendors get what their task needs, are bound by this statement and are listed for anyone who asks.',
  'share.music-services': 'An authorised music service hears of its own content; trouble-shooting asks anew.',
  'share.control-partners': 'An authorised control partner gets what is playing, playlists and favourites.',
  'share.voice-partners': 'An authorised voice partner gets the recording and some activity data.',
  'share.legal': 'A disclosure for law, safety or rights is a recorded decision on reasonable belief with its ground.',
  'share.corporate': 'A sale of the business or an affiliate is a recorded ground, and the successor stays bound.',
  'share.aggregates': 'Figures about many may be published, and withheld where they could point at someone.',
  'share.links': 'Links to products of others are marked as having their own terms.',

  'rights.view-edit-delete': 'People see, correct and delete their data in account and app, or by writing to us.',
  'rights.account': 'People change or remove their profile, change the password, close the account, ask for deletion.',
  'rights.within-30-days': 'Each request is answered within 30 days, with a clock, a reminder and an alarm.',
  'rights.by-email': 'A request by email or through support is taken, checked for identity, and runs like any other.',
  'rights.deletion-stops-products': 'Before deletion people hear that their products stop working; then they do.',
  'rights.export': 'People get their data in a form for machines and in one that reads well.',

  'contact.unsubscribe':
    'Each promotional email can be stopped from the mail itself, at once and in a week at the latest.',
  'contact.stop-all': 'One choice stops marketing on every channel.',
  'contact.preferences': 'Signed in, people manage contact details, email subscriptions and in-app messages.',
  'contact.essential-goes-on':
    'Updates and important news about a product go out regardless; promotion can’t pose as one.',

  'ads.email-opt-out-binds': 'The address of someone who opted out of email serves no advertising.',
  'ads.no-personal-data': 'Interest-based advertising works without personal data from us.',
  'ads.device-identifier': 'The advertising identifier stays apart from name and email, and the device’s limits hold.',
  'ads.opt-out': 'People can opt out of interest-based advertising, and hear what remains.',

  'cookies.classes': 'Each cookie has a declared class and lifetime; an undeclared one is not set.',
  'cookies.purposes': 'Each class says what it is for and who is in it.',
  'cookies.control': 'Visitors control every class but the strictly necessary, and a refused class does not load.',
  'cookies.localised-site': 'A functional cookie remembers settings such as the region, for the local site.',
  'pixels.only-opted-in': 'A pixel that tells of opening is put in mail that its reader chose to get.',
  'pixels.advertising': 'Advertising pixels are declared and follow the choice for their class.',

  'security.limited-access': 'Data is opened by roles that need it, for a named purpose, on record.',
  'security.in-transit': 'Transport is encrypted.',
  'security.providers': 'Providers that hold data are listed with their safeguards; perfection is not claimed.',
  'security.individual-login': 'Account data is behind a login of one’s own; misuse reported locks it.',
  'security.never-ask-password': 'No call, mail or message of ours asks for a password.',

  'children.under-16': 'People under sixteen are not knowingly asked for data; an account found is ended and erased.',
  'transfer.regions': 'Data may be held in other regions, and what leaves Europe names its safeguard.',
  'retention.as-needed': 'Every kind of data has a period with a reason, and is then removed.',
  'retention.functional-while-active': 'Functional data is kept while the system is active.',
  'changes.dated': 'Each version carries its date, and all versions stay readable.',
  'changes.material-notice': 'Material changes are announced before they take effect, and never authorise a partner.',
  'contact.company': 'The company, its European representative and its data protection officer can be reached.',
  faq: 'Common questions are answered from these same rules.',
} as const;
