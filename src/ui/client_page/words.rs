//! Every sentence of the client's page, in each language that Amends writes.
//!
//! One struct, one value per language: a missing translation does not compile. Holds no markup.

use crate::domain::language::Language;

/// A sentence around one name, moment or code.
type Around = fn(&str) -> String;

/// A page that says one thing.
pub(super) struct Notice {
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

pub(super) struct Words {
    pub(super) code: &'static str,

    pub(super) title: &'static str,
    pub(super) greeting: Around,
    pub(super) lead: &'static str,
    pub(super) what_happened: &'static str,
    pub(super) our_apology: &'static str,
    pub(super) apology_given_otherwise: &'static str,
    pub(super) our_letter_again: &'static str,

    pub(super) our_offer: &'static str,
    pub(super) to_receive: &'static str,
    pub(super) received: &'static str,
    pub(super) value: &'static str,
    pub(super) total: &'static str,
    pub(super) valid_until: Around,
    pub(super) given: &'static str,
    pub(super) still_to_come: &'static str,

    pub(super) your_answer: &'static str,
    pub(super) answer_lead: &'static str,
    pub(super) optional: &'static str,
    pub(super) accept_note: &'static str,
    pub(super) accept: &'static str,
    pub(super) something_else: &'static str,
    pub(super) wish: &'static str,
    pub(super) wish_hint: &'static str,
    pub(super) amount: &'static str,
    pub(super) amount_hint: &'static str,
    pub(super) counter: &'static str,
    pub(super) rather_not: &'static str,
    pub(super) reason: &'static str,
    pub(super) reason_hint: &'static str,
    pub(super) decline: &'static str,

    pub(super) thanks: Around,
    pub(super) next: &'static str,
    pub(super) accepted: &'static str,
    pub(super) accepted_next: Around,
    pub(super) declined: &'static str,
    pub(super) declined_next: Around,
    pub(super) your_reason: &'static str,
    pub(super) countered: &'static str,
    pub(super) countered_next: Around,
    pub(super) your_wish: &'static str,

    pub(super) asking_greeting: Around,
    pub(super) asking: &'static str,
    pub(super) satisfaction: &'static str,
    /// From 5, the best, down to 1.
    pub(super) satisfactions: [(&'static str, &'static str); 5],
    pub(super) retained: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) feedback_note: &'static str,
    pub(super) testimonial: &'static str,
    pub(super) testimonial_hint: &'static str,
    pub(super) send_feedback: &'static str,
    pub(super) told_us: &'static str,
    pub(super) told_us_next: Around,

    pub(super) ended: &'static str,
    pub(super) expired: &'static str,
    pub(super) withdrawn: &'static str,
    pub(super) ended_contact: Around,

    pub(super) questions: &'static str,
    pub(super) contact: Around,
    pub(super) reference: &'static str,
    pub(super) for_you_alone: &'static str,

    pub(super) problem_mark: &'static str,
    pub(super) problems: &'static str,
    pub(super) not_possible_now: &'static str,
    pub(super) already_answered: &'static str,
    pub(super) came_too_late: &'static str,

    pub(super) problem_empty: &'static str,
    pub(super) problem_choose: &'static str,
    pub(super) problem_amount: &'static str,
    pub(super) problem_decimals: &'static str,
    pub(super) problem_too_long: &'static str,
    pub(super) problem_characters: &'static str,
    pub(super) problem_other: &'static str,

    pub(super) not_found: Notice,
    pub(super) try_again: Notice,
    pub(super) bad_form: Notice,
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

static ENGLISH: Words = Words {
    code: "en",

    title: "Our apology, and what we offer you",
    greeting: |name| format!("Dear {name},"),
    lead: "We made a mistake. Here you can read what happened, our apology, and what we would \
           like to do to make up for it.",
    what_happened: "What happened",
    our_apology: "Our apology",
    apology_given_otherwise: "We have already apologised to you directly. Every word of it still \
                              stands.",
    our_letter_again: "What happened, and our apology",

    our_offer: "What we would like to do for you",
    to_receive: "What you receive",
    received: "What you have received",
    value: "Value:",
    total: "In total",
    valid_until: |moment| format!("This offer is open to you until {moment}."),
    given: "Done",
    still_to_come: "Still to come",

    your_answer: "Your answer",
    answer_lead: "Whatever you decide, our apology stands.",
    optional: "optional",
    accept_note: "Would you like to add anything?",
    accept: "Yes, I accept the offer",
    something_else: "I would like something else",
    wish: "What would make it right for you?",
    wish_hint: "In your own words, as long or as short as you like.",
    amount: "An amount, if you have one in mind",
    amount_hint: "As a number, for example 250",
    counter: "Send my wish",
    rather_not: "I would rather decline",
    reason: "Why is it not right for you?",
    reason_hint: "A few words are enough. They help us to do better.",
    decline: "Decline the offer",

    thanks: |name| format!("Thank you, {name}"),
    next: "What happens next",
    accepted: "You have accepted our offer.",
    accepted_next: |owner| {
        format!(
            "{owner} makes sure that you receive everything below. Each part is marked here as \
             soon as it is done, so come back whenever you like."
        )
    },
    declined: "You have declined our offer, and we respect that.",
    declined_next: |owner| {
        format!(
            "{owner} has received your answer and will be in touch with you. Our apology stands, \
             whatever comes next."
        )
    },
    your_reason: "Your reason",
    countered: "You have told us what you would like instead. Thank you for being so open.",
    countered_next: |owner| {
        format!("{owner} is thinking about your wish and will be in touch with you about it.")
    },
    your_wish: "Your wish",

    asking_greeting: |name| format!("{name}, is it right now?"),
    asking: "We have done everything that we offered you. Now we would like to hear from you how \
             it went. It takes a minute.",
    satisfaction: "How satisfied are you with how we made up for it?",
    satisfactions: [
        ("5", "Very satisfied"),
        ("4", "Satisfied"),
        ("3", "Neither one nor the other"),
        ("2", "Dissatisfied"),
        ("1", "Very dissatisfied"),
    ],
    retained: "Would you work with us again?",
    yes: "Yes",
    no: "No",
    feedback_note: "What else would you like to tell us?",
    testimonial: "You may quote me",
    testimonial_hint: "Only if you tick this may we show to others what you wrote above.",
    send_feedback: "Send my answer",
    told_us: "You have told us how it went. That means a lot to us.",
    told_us_next: |owner| {
        format!("{owner} reads every answer. If anything is still not right, please say so.")
    },

    ended: "This offer has ended",
    expired: "The time in which it could be answered is over. That need not be the last word.",
    withdrawn: "We have taken it back, so it can no longer be answered here. That need not be the \
                last word.",
    ended_contact: |owner| format!("{owner} would be glad to hear from you:"),

    questions: "Questions?",
    contact: |owner| format!("{owner} answers for this in person and is glad to hear from you:"),
    reference: "Reference",
    for_you_alone: "This page is meant for you alone. Please do not pass the link on.",

    problem_mark: "Not sent yet:",
    problems: "Your answer has not been sent yet",
    not_possible_now: "This step is not possible at the moment, and nothing was changed. To go \
                       on, please open the link in our letter again.",
    already_answered: "This was already answered, and nothing was changed just now. This is how \
                       things stand.",
    came_too_late: "Your answer came too late: this offer has ended. Nothing was changed.",

    problem_empty: "Please write a few words here.",
    problem_choose: "Please choose one of the answers.",
    problem_amount: "Please write the amount as a number, for example 250.",
    problem_decimals: "Please write the amount with fewer decimals.",
    problem_too_long: "This text is too long. Please keep it below 20,000 characters.",
    problem_characters: "This text holds characters that we cannot keep. Please type it again.",
    problem_other: "Please have another look at this.",

    not_found: Notice {
        title: "There is nothing here",
        text: "This link does not work, or no longer. Please check that it is complete, or answer \
               the e-mail that you received it in.",
    },
    try_again: Notice {
        title: "Please try again in a moment",
        text: "Our server is busy right now. If you were sending an answer, please open the link \
               in our letter again: it shows whether your answer has arrived.",
    },
    bad_form: Notice {
        title: "This form could not be read",
        text: "Nothing was changed. Please open the link in our letter again and answer there.",
    },
};

static GERMAN: Words = Words {
    code: "de",

    title: "Unsere Entschuldigung und unser Angebot",
    greeting: |name| format!("Guten Tag, {name}"),
    lead: "Wir haben einen Fehler gemacht. Hier lesen Sie, was geschehen ist, unsere \
           Entschuldigung und was wir tun möchten, um es wiedergutzumachen.",
    what_happened: "Was geschehen ist",
    our_apology: "Unsere Entschuldigung",
    apology_given_otherwise: "Wir haben uns bereits direkt bei Ihnen entschuldigt. Jedes Wort \
                              davon gilt weiterhin.",
    our_letter_again: "Was geschehen ist, und unsere Entschuldigung",

    our_offer: "Was wir für Sie tun möchten",
    to_receive: "Was Sie erhalten",
    received: "Was Sie erhalten haben",
    value: "Wert:",
    total: "Insgesamt",
    valid_until: |moment| format!("Dieses Angebot gilt für Sie bis {moment}."),
    given: "Erledigt",
    still_to_come: "Steht noch aus",

    your_answer: "Ihre Antwort",
    answer_lead: "Wie auch immer Sie sich entscheiden: Unsere Entschuldigung gilt.",
    optional: "freiwillig",
    accept_note: "Möchten Sie etwas hinzufügen?",
    accept: "Ja, ich nehme das Angebot an",
    something_else: "Ich wünsche mir etwas anderes",
    wish: "Was würde es für Sie wiedergutmachen?",
    wish_hint: "In Ihren eigenen Worten, so lang oder kurz Sie mögen.",
    amount: "Ein Betrag, falls Sie an einen denken",
    amount_hint: "Als Zahl, zum Beispiel 250",
    counter: "Wunsch absenden",
    rather_not: "Ich möchte lieber ablehnen",
    reason: "Was ist daran für Sie nicht richtig?",
    reason_hint: "Wenige Worte genügen. Sie helfen uns, es besser zu machen.",
    decline: "Angebot ablehnen",

    thanks: |name| format!("Vielen Dank, {name}"),
    next: "Wie es weitergeht",
    accepted: "Sie haben unser Angebot angenommen.",
    accepted_next: |owner| {
        format!(
            "{owner} sorgt dafür, dass Sie alles Folgende erhalten. Was erledigt ist, wird hier \
             sofort vermerkt; schauen Sie gern jederzeit wieder vorbei."
        )
    },
    declined: "Sie haben unser Angebot abgelehnt, und wir respektieren das.",
    declined_next: |owner| {
        format!(
            "{owner} hat Ihre Antwort erhalten und meldet sich bei Ihnen. Unsere Entschuldigung \
             gilt, was auch immer folgt."
        )
    },
    your_reason: "Ihr Grund",
    countered: "Sie haben uns gesagt, was Sie sich stattdessen wünschen. Danke für Ihre \
                Offenheit.",
    countered_next: |owner| {
        format!("{owner} denkt über Ihren Wunsch nach und meldet sich dazu bei Ihnen.")
    },
    your_wish: "Ihr Wunsch",

    asking_greeting: |name| format!("{name}, ist es jetzt wieder gut?"),
    asking: "Wir haben alles getan, was wir Ihnen angeboten haben. Nun möchten wir von Ihnen \
             hören, wie es war. Es dauert eine Minute.",
    satisfaction: "Wie zufrieden sind Sie damit, wie wir es wiedergutgemacht haben?",
    satisfactions: [
        ("5", "Sehr zufrieden"),
        ("4", "Zufrieden"),
        ("3", "Weder noch"),
        ("2", "Unzufrieden"),
        ("1", "Sehr unzufrieden"),
    ],
    retained: "Würden Sie wieder mit uns arbeiten?",
    yes: "Ja",
    no: "Nein",
    feedback_note: "Was möchten Sie uns sonst noch sagen?",
    testimonial: "Sie dürfen mich zitieren",
    testimonial_hint: "Nur wenn Sie hier ein Häkchen setzen, dürfen wir anderen zeigen, was Sie \
                       oben geschrieben haben.",
    send_feedback: "Antwort absenden",
    told_us: "Sie haben uns gesagt, wie es war. Das bedeutet uns viel.",
    told_us_next: |owner| {
        format!("{owner} liest jede Antwort. Wenn etwas noch nicht stimmt, sagen Sie es uns bitte.")
    },

    ended: "Dieses Angebot ist beendet",
    expired: "Die Zeit, in der es beantwortet werden konnte, ist vorbei. Das muss nicht das \
              letzte Wort sein.",
    withdrawn: "Wir haben es zurückgenommen, daher kann es hier nicht mehr beantwortet werden. \
                Das muss nicht das letzte Wort sein.",
    ended_contact: |owner| format!("{owner} freut sich, von Ihnen zu hören:"),

    questions: "Fragen?",
    contact: |owner| {
        format!("{owner} steht persönlich dafür ein und freut sich, von Ihnen zu hören:")
    },
    reference: "Vorgang",
    for_you_alone: "Diese Seite ist nur für Sie bestimmt. Bitte geben Sie den Link nicht weiter.",

    problem_mark: "Noch nicht gesendet:",
    problems: "Ihre Antwort ist noch nicht gesendet",
    not_possible_now: "Dieser Schritt ist im Moment nicht möglich, und es wurde nichts geändert. \
                       Bitte öffnen Sie den Link in unserem Schreiben noch einmal.",
    already_answered: "Dies wurde bereits beantwortet, und es wurde jetzt nichts geändert. So \
                       ist der Stand.",
    came_too_late: "Ihre Antwort kam zu spät: Dieses Angebot ist beendet. Es wurde nichts \
                    geändert.",

    problem_empty: "Bitte schreiben Sie hier ein paar Worte.",
    problem_choose: "Bitte wählen Sie eine der Antworten.",
    problem_amount: "Bitte schreiben Sie den Betrag als Zahl, zum Beispiel 250.",
    problem_decimals: "Bitte schreiben Sie den Betrag mit weniger Nachkommastellen.",
    problem_too_long: "Dieser Text ist zu lang. Bitte bleiben Sie unter 20.000 Zeichen.",
    problem_characters: "Dieser Text enthält Zeichen, die wir nicht speichern können. Bitte \
                         tippen Sie ihn noch einmal.",
    problem_other: "Bitte sehen Sie sich dies noch einmal an.",

    not_found: Notice {
        title: "Hier ist nichts zu finden",
        text: "Dieser Link funktioniert nicht oder nicht mehr. Bitte prüfen Sie, ob er \
               vollständig ist, oder antworten Sie auf die E-Mail, in der er stand.",
    },
    try_again: Notice {
        title: "Bitte versuchen Sie es gleich noch einmal",
        text: "Unser Server ist gerade ausgelastet. Falls Sie eine Antwort gesendet haben, öffnen \
               Sie bitte den Link in unserem Schreiben noch einmal: Dort sehen Sie, ob sie \
               angekommen ist.",
    },
    bad_form: Notice {
        title: "Dieses Formular konnte nicht gelesen werden",
        text: "Es wurde nichts geändert. Bitte öffnen Sie den Link in unserem Schreiben noch \
               einmal und antworten Sie dort.",
    },
};

static FRENCH: Words = Words {
    code: "fr",

    title: "Nos excuses et notre proposition",
    greeting: |name| format!("Bonjour {name},"),
    lead: "Nous avons commis une erreur. Vous trouverez ici ce qui s’est passé, nos excuses et ce \
           que nous aimerions faire pour la réparer.",
    what_happened: "Ce qui s’est passé",
    our_apology: "Nos excuses",
    apology_given_otherwise: "Nous vous avons déjà présenté nos excuses de vive voix ou par \
                              courrier. Elles restent entières.",
    our_letter_again: "Ce qui s’est passé, et nos excuses",

    our_offer: "Ce que nous aimerions faire pour vous",
    to_receive: "Ce que vous recevrez",
    received: "Ce que vous avez reçu",
    value: "Valeur :",
    total: "Au total",
    valid_until: |moment| format!("Cette proposition est valable jusqu’au {moment}."),
    given: "Fait",
    still_to_come: "À venir",

    your_answer: "Votre réponse",
    answer_lead: "Quelle que soit votre décision, nos excuses demeurent.",
    optional: "facultatif",
    accept_note: "Souhaitez-vous ajouter quelque chose ?",
    accept: "Oui, j’accepte la proposition",
    something_else: "Je préférerais autre chose",
    wish: "Qu’est-ce qui réparerait les choses pour vous ?",
    wish_hint: "Dites-le avec vos mots, aussi brièvement ou longuement que vous le souhaitez.",
    amount: "Un montant, si vous en avez un en tête",
    amount_hint: "En chiffres, par exemple 250",
    counter: "Envoyer mon souhait",
    rather_not: "Je préfère refuser",
    reason: "Pourquoi cette proposition ne vous convient-elle pas ?",
    reason_hint: "Quelques mots suffisent. Ils nous aident à faire mieux.",
    decline: "Refuser la proposition",

    thanks: |name| format!("Merci, {name}"),
    next: "La suite",
    accepted: "Vous avez accepté notre proposition.",
    accepted_next: |owner| {
        format!(
            "{owner} veille à ce que vous receviez tout ce qui suit. Chaque élément est signalé \
             ici dès qu’il est réglé ; revenez quand vous le souhaitez."
        )
    },
    declined: "Vous avez refusé notre proposition, et nous respectons votre choix.",
    declined_next: |owner| {
        format!(
            "{owner} a reçu votre réponse et prendra contact avec vous. Nos excuses demeurent, \
             quelle que soit la suite."
        )
    },
    your_reason: "Votre raison",
    countered: "Vous nous avez dit ce que vous préféreriez. Merci de votre franchise.",
    countered_next: |owner| {
        format!("{owner} étudie votre souhait et prendra contact avec vous à ce sujet.")
    },
    your_wish: "Votre souhait",

    asking_greeting: |name| format!("{name}, tout est-il réglé pour vous ?"),
    asking: "Nous avons fait tout ce que nous vous avions proposé. Nous aimerions maintenant \
             savoir comment cela s’est passé pour vous. Cela prend une minute.",
    satisfaction: "Êtes-vous satisfait de la manière dont nous avons réparé notre erreur ?",
    satisfactions: [
        ("5", "Très satisfait"),
        ("4", "Satisfait"),
        ("3", "Ni l’un ni l’autre"),
        ("2", "Insatisfait"),
        ("1", "Très insatisfait"),
    ],
    retained: "Travailleriez-vous de nouveau avec nous ?",
    yes: "Oui",
    no: "Non",
    feedback_note: "Que souhaitez-vous nous dire d’autre ?",
    testimonial: "Vous pouvez me citer",
    testimonial_hint: "Nous ne montrerons à d’autres ce que vous avez écrit ci-dessus que si vous \
                       cochez cette case.",
    send_feedback: "Envoyer ma réponse",
    told_us: "Vous nous avez dit comment cela s’est passé. Votre avis compte beaucoup pour nous.",
    told_us_next: |owner| {
        format!(
            "{owner} lit chaque réponse. Si quelque chose ne va toujours pas, n’hésitez pas à le \
             dire."
        )
    },

    ended: "Cette proposition a pris fin",
    expired: "Le délai pour y répondre est écoulé. Nous pouvons encore en parler.",
    withdrawn: "Nous l’avons retirée ; il n’est donc plus possible d’y répondre ici. Nous pouvons \
                encore en parler.",
    ended_contact: |owner| format!("{owner} reste à votre écoute :"),

    questions: "Des questions ?",
    contact: |owner| {
        format!("{owner} répond personnellement de ce dossier et reste à votre écoute :")
    },
    reference: "Référence",
    for_you_alone: "Cette page vous est réservée. Merci de ne pas transmettre le lien.",

    problem_mark: "Pas encore envoyé :",
    problems: "Votre réponse n’a pas encore été envoyée",
    not_possible_now: "Cette étape n’est pas possible pour le moment, et rien n’a été modifié. \
                       Pour continuer, rouvrez le lien de notre message.",
    already_answered: "Une réponse a déjà été donnée, et rien n’a été modifié à l’instant. Voici \
                       où en sont les choses.",
    came_too_late: "Votre réponse est arrivée trop tard : cette proposition a pris fin. Rien n’a \
                    été modifié.",

    problem_empty: "Écrivez ici quelques mots.",
    problem_choose: "Choisissez l’une des réponses.",
    problem_amount: "Écrivez le montant en chiffres, par exemple 250.",
    problem_decimals: "Écrivez le montant avec moins de décimales.",
    problem_too_long: "Ce texte est trop long. Il doit compter moins de 20 000 caractères.",
    problem_characters: "Ce texte contient des caractères que nous ne pouvons pas conserver. \
                         Saisissez-le de nouveau.",
    problem_other: "Vérifiez ce champ, s’il vous plaît.",

    not_found: Notice {
        title: "Il n’y a rien ici",
        text: "Ce lien ne fonctionne pas, ou ne fonctionne plus. Vérifiez qu’il est complet, ou \
               répondez au message dans lequel vous l’avez reçu.",
    },
    try_again: Notice {
        title: "Veuillez réessayer dans un instant",
        text: "Notre serveur est très sollicité. Si vous étiez en train d’envoyer une réponse, \
               rouvrez le lien de notre message : vous y verrez si elle nous est parvenue.",
    },
    bad_form: Notice {
        title: "Ce formulaire n’a pas pu être lu",
        text: "Rien n’a été modifié. Rouvrez le lien de notre message et répondez-y.",
    },
};

static SPANISH: Words = Words {
    code: "es",

    title: "Nuestras disculpas y lo que le ofrecemos",
    greeting: |name| format!("Buenos días, {name}:"),
    lead: "Hemos cometido un error. Aquí puede leer lo que ocurrió, nuestras disculpas y lo que \
           nos gustaría hacer para repararlo.",
    what_happened: "Lo que ocurrió",
    our_apology: "Nuestras disculpas",
    apology_given_otherwise: "Ya le hemos pedido disculpas directamente. Mantenemos cada una de \
                              nuestras palabras.",
    our_letter_again: "Lo que ocurrió y nuestras disculpas",

    our_offer: "Lo que nos gustaría hacer por usted",
    to_receive: "Lo que recibirá",
    received: "Lo que ha recibido",
    value: "Valor:",
    total: "En total",
    valid_until: |moment| format!("Esta propuesta es válida hasta el {moment}."),
    given: "Hecho",
    still_to_come: "Pendiente",

    your_answer: "Su respuesta",
    answer_lead: "Decida lo que decida, nuestras disculpas siguen en pie.",
    optional: "opcional",
    accept_note: "¿Desea añadir algo?",
    accept: "Sí, acepto la propuesta",
    something_else: "Preferiría otra cosa",
    wish: "¿Qué lo arreglaría para usted?",
    wish_hint: "Con sus propias palabras, tan breve o extenso como quiera.",
    amount: "Un importe, si tiene alguno en mente",
    amount_hint: "En cifras, por ejemplo 250",
    counter: "Enviar mi petición",
    rather_not: "Prefiero rechazarla",
    reason: "¿Por qué no le parece adecuada?",
    reason_hint: "Bastan unas palabras. Nos ayudan a hacerlo mejor.",
    decline: "Rechazar la propuesta",

    thanks: |name| format!("Gracias, {name}"),
    next: "Qué ocurrirá ahora",
    accepted: "Ha aceptado nuestra propuesta.",
    accepted_next: |owner| {
        format!(
            "{owner} se encarga de que reciba todo lo que figura a continuación. Cada parte se \
             marca aquí en cuanto está hecha; vuelva cuando quiera."
        )
    },
    declined: "Ha rechazado nuestra propuesta, y lo respetamos.",
    declined_next: |owner| {
        format!(
            "{owner} ha recibido su respuesta y se pondrá en contacto con usted. Nuestras \
             disculpas siguen en pie, pase lo que pase."
        )
    },
    your_reason: "Su motivo",
    countered: "Nos ha dicho qué preferiría. Gracias por su franqueza.",
    countered_next: |owner| {
        format!("{owner} está estudiando su petición y se pondrá en contacto con usted.")
    },
    your_wish: "Su petición",

    asking_greeting: |name| format!("{name}, ¿está ya todo resuelto?"),
    asking: "Hemos hecho todo lo que le ofrecimos. Ahora nos gustaría saber cómo ha ido. Le \
             llevará un minuto.",
    satisfaction: "¿Qué le ha parecido la forma en que hemos reparado el error?",
    satisfactions: [
        ("5", "Muy bien"),
        ("4", "Bien"),
        ("3", "Ni bien ni mal"),
        ("2", "Mal"),
        ("1", "Muy mal"),
    ],
    retained: "¿Volvería a trabajar con nosotros?",
    yes: "Sí",
    no: "No",
    feedback_note: "¿Qué más le gustaría decirnos?",
    testimonial: "Pueden citarme",
    testimonial_hint: "Solo si marca esta casilla podremos mostrar a otras personas lo que ha \
                       escrito arriba.",
    send_feedback: "Enviar mi respuesta",
    told_us: "Nos ha contado cómo ha ido. Su opinión nos importa mucho.",
    told_us_next: |owner| {
        format!("{owner} lee cada respuesta. Si algo sigue sin estar bien, díganoslo.")
    },

    ended: "Esta propuesta ha terminado",
    expired: "El plazo para responder ha pasado. Todavía podemos hablarlo.",
    withdrawn: "La hemos retirado, por lo que ya no se puede responder aquí. Todavía podemos \
                hablarlo.",
    ended_contact: |owner| format!("{owner} está a su disposición:"),

    questions: "¿Tiene preguntas?",
    contact: |owner| {
        format!("{owner} responde personalmente de este asunto y está a su disposición:")
    },
    reference: "Referencia",
    for_you_alone: "Esta página es solo para usted. Le rogamos que no comparta el enlace.",

    problem_mark: "Aún no se ha enviado:",
    problems: "Su respuesta aún no se ha enviado",
    not_possible_now: "Este paso no es posible en este momento y no se ha cambiado nada. Para \
                       continuar, abra de nuevo el enlace de nuestro mensaje.",
    already_answered: "Ya se había respondido, y ahora no se ha cambiado nada. Así está el \
                       asunto.",
    came_too_late: "Su respuesta ha llegado tarde: esta propuesta ha terminado. No se ha cambiado \
                    nada.",

    problem_empty: "Escriba aquí unas palabras.",
    problem_choose: "Elija una de las respuestas.",
    problem_amount: "Escriba el importe en cifras, por ejemplo 250.",
    problem_decimals: "Escriba el importe con menos decimales.",
    problem_too_long: "Este texto es demasiado largo. Debe tener menos de 20.000 caracteres.",
    problem_characters: "Este texto contiene caracteres que no podemos guardar. Escríbalo de \
                         nuevo.",
    problem_other: "Revise este campo, por favor.",

    not_found: Notice {
        title: "Aquí no hay nada",
        text: "Este enlace no funciona, o ya no funciona. Compruebe que está completo o responda \
               al mensaje en el que lo recibió.",
    },
    try_again: Notice {
        title: "Inténtelo de nuevo dentro de un momento",
        text: "Nuestro servidor está muy ocupado. Si estaba enviando una respuesta, abra de nuevo \
               el enlace de nuestro mensaje: allí verá si ha llegado.",
    },
    bad_form: Notice {
        title: "No se ha podido leer este formulario",
        text: "No se ha cambiado nada. Abra de nuevo el enlace de nuestro mensaje y responda allí.",
    },
};
