"""Sentences that speak of a child, each beside the one that is said of a grown person (S10).

Labels of codes have theirs in the code lists: ``grown`` and ``grown_hint``; what is never said of a grown person is
marked ``only_of_children`` there.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

OF_A_CASE: tuple[tuple[Words, Words], ...] = (
    (_("Girl or boy"), _("Sex")),
    (_("Language the child speaks best"), _("Language they speak best")),
    (_("Where the child lives now"), _("Where they live now")),
    (
        _("Is it safe for the child to carry a card with our phone?"),
        _("Is it safe for them to carry a card with our phone?"),
    ),
    (_("If nobody asked the child yet: no."), _("If nobody asked yet: no.")),
    (
        _("Say who agreed to the plan: the child, the guardian or both."),
        _("Say whether the person agreed to the plan."),
    ),
    (
        _("A newborn may have no name yet: then leave this page."),
        _("The name may be unknown: then leave this page."),
    ),
    (_("Safe way to reach the child"), _("Safe way to get in touch")),
    (_("Age when the child came"), _("Age at the beginning")),
    (_("For all children of this visit"), _("For all people of this visit")),
    (_("One visit, several children."), _("One visit, several people.")),
    (
        _("Empty: by the general rule, ten years after the 18th birthday."),
        _("Empty: by the general rule."),
    ),
    (_("No brothers or sisters are recorded."), _("Nobody else of the home is recorded.")),
    (_("Adults, home, brothers and sisters"), _("Adults and home")),
    (_("Ask how the child is"), _("Ask how things are")),
    (_("Act for the child’s safety"), _("Act for their safety")),
    (_("An authority asks to talk to the child: answer"), _("An authority asks to talk to them: answer")),
    (_("Ask the body that took the child on how it goes"), _("Ask the body that took them on how it goes")),
    (_("where the child sleeps"), _("where they sleep")),
    (_("Recorded where the child sleeps"), _("Recorded where they sleep")),
    (_("Recorded what the child told"), _("Recorded what was told")),
    (_("Changed how to reach the child safely"), _("Changed how to get in touch safely")),
    (_("Registered a child"), _("Registered a person")),
    (_("Put a child into a family"), _("Put a person into a family")),
    (_("Took a child out of a family"), _("Took a person out of a family")),
    (_("Took a child on"), _("Took a person on")),
    (_("Decided that two records are one child"), _("Decided that two records are one person")),
    (_("Recorded a service for several children"), _("Recorded a service for several people")),
)
OF_WHAT_WAS_TOLD: tuple[tuple[Words, Words], ...] = (
    (_("What is written here nobody has to ask the child again."), _("What is written here nobody has to ask again.")),
    (
        _("What the child said, what was seen, what is in papers"),
        _("What they said, what was seen, what is in papers"),
    ),
    (_("The child’s words in the assessment"), _("Their own words in the assessment")),
    (
        _("Add what the child offered by itself, or what was seen or read"),
        _("Add what was offered unasked, or what was seen or read"),
    ),
    (
        _("If the child begins to tell: listen, ask nothing further, make safe, refer."),
        _("If they begin to tell: listen, ask nothing further, make safe, refer."),
    ),
    (_("In its own words, as far as they were offered"), _("In their own words, as far as they were offered")),
    (_("Interview with the child"), _("Interview")),
    (_("Who questioned the child"), _("Who asked the questions")),
    (_("A recording saves the child from being asked again."), _("A recording saves them from being asked again.")),
    (
        _("The child was questioned twice already. Choose why it was questioned again, and explain it."),
        _("They were questioned twice already. Choose why they were questioned again, and explain it."),
    ),
    (_("The child was questioned"), _("They were questioned")),
    (_("Papers that the child needs"), _("Papers that are needed")),
    (_("A paper that the child needs"), _("A paper that is needed")),
    (
        _("Photo, text, pdf, or docx and xlsx, up to 10 MB. No copies of identity documents, no photo of a child."),
        _("Photo, text, pdf, or docx and xlsx, up to 10 MB. No copies of identity documents, no photo of a person."),
    ),
    (
        _("For the child and its safe adults, in their language, and for specialists. A copy of each stays here."),
        _("For the person, in their language, and for specialists. A copy of each stays here."),
    ),
    (
        _("Is it safe for the child to carry a paper with your phone?"),
        _("Is it safe for them to carry a paper with your phone?"),
    ),
    (_("Yes, the child says so and I think so too"), _("Yes, they say so and I think so too")),
    (_("Your first name, as the child knows you"), _("Your first name, as they know you")),
)
OF_HELP: tuple[tuple[Words, Words], ...] = (
    (_("Child"), _("Who")),
    (_("Nobody else helps this child yet."), _("Nobody else helps yet.")),
    (_("Do not ask the child about this again."), _("Do not ask about this again.")),
    (
        _("They read this. Nothing about what was done to the child."),
        _("They read this. Nothing about what was done to the person."),
    ),
    (
        _(
            "A colleague here can help. To another organisation nothing is shown until the child or a safe adult said yes."
        ),
        _("A colleague here can help. To another organisation nothing is shown until the person said yes."),
    ),
    (
        _(
            "They see this, the child’s age, sex and language, and your duty phone. "
            "The case opens to them when they accept; then it closes to you."
        ),
        _(
            "They see this, age, sex and language, and your duty phone. "
            "The case opens to them when they accept; then it closes to you."
        ),
    ),
    (
        _("From this moment your organisation answers for the child. Deadlines come over as they run."),
        _("From this moment your organisation leads the case. Deadlines come over as they run."),
    ),
    (
        _("It stays in your part too. Do not ask the child to tell again what the lead knows."),
        _("It stays in your part too. Do not ask to tell again what the lead knows."),
    ),
)
OF_A_HAND_OVER: tuple[tuple[Words, Words], ...] = (
    (_("What the child needs"), _("What is needed")),
    (_("What does the child need?"), _("What is needed?")),
    (_("Also for brothers and sisters"), _("Also for others of this home")),
    (
        _("To another organisation nothing can be sent until the child or the guardian was asked."),
        _("To another organisation nothing can be sent until the person was asked."),
    ),
    (
        _(
            "What was seen, where, and the danger. Nothing about the parents: no citizenship, no papers, no home, no work."
        ),
        _(
            "What was seen, where, and the danger. Nothing about the family: no citizenship, no papers, no home, no work."
        ),
    ),
)
OF_A_FAMILY: tuple[tuple[Words, Words], ...] = (
    (_("Children"), _("Who is helped")),
    (_("Children of this home"), _("Who is helped in this home")),
    (_("Who this is to the children"), _("Who this is to the person")),
    (_("Lives with the children"), _("Lives in the same home")),
    (_("Lives with them"), _("Lives in the same home")),
    (_("Safe for the children"), _("Safe for the family")),
    (_("Are the children safe with this adult?"), _("Is the family safe with this adult?")),
    (
        _("Nobody has decided yet whether the children are safe with an adult"),
        _("Nobody has decided yet whether the family is safe with an adult"),
    ),
    (
        _("Saved. Now decide whether the children are safe with this adult."),
        _("Saved. Now decide whether the family is safe with this adult."),
    ),
    (_("Guardian or contact"), _("Contact")),
    (
        _("Only what is needed. Do not ask the child to tell again."),
        _("Only what is needed. Do not ask to tell again."),
    ),
    (
        _("Street, house, how to find it. Only people who lead these children see it."),
        _("Street, house, how to find it. Only people who lead these cases see it."),
    ),
    (
        _("What concerns one child only belongs into its own case."),
        _("What concerns one person only belongs into their own case."),
    ),
    (
        _(
            "Home, language and adults are written once for all brothers and sisters. "
            "What concerns one child only stays in its own case."
        ),
        _(
            "Home, language and adults are written once for all who live together. "
            "What concerns one person only stays in their own case."
        ),
    ),
    (_("A brother or sister has a family file already"), _("Somebody of this home has a family file already")),
    (_("Code of the family, or of a brother or sister"), _("Code of the family, or of somebody of this home")),
    (
        _("This child has a family file that you may not open. Ask your supervisor."),
        _("There is a family file that you may not open. Ask your supervisor."),
    ),
    (_("This child belongs to another home"), _("This person belongs to another home")),
    (
        _("What was written of the family stays there. The case of the child does not change."),
        _("What was written of the family stays there. The case does not change."),
    ),
    (_("Take the child out of this family"), _("Take this person out of the family")),
    (_("The child now belongs to this family."), _("This person now belongs to the family.")),
    (_("The child no longer belongs to this family."), _("This person no longer belongs to the family.")),
    (_("Was the child or the guardian told?"), _("Was the person told?")),
    (_("Never happened for this child."), _("Never happened here.")),
    (
        _(
            "Telephone whoever received something and ask to give it back or destroy it. Withdraw the referral or end the link. "
            "Write down who was told and when. Tell the child or the guardian, if that is safe."
        ),
        _(
            "Telephone whoever received something and ask to give it back or destroy it. Withdraw the referral or end the link. "
            "Write down who was told and when. Tell the person, if that is safe."
        ),
    ),
)
OF_ANSWERS: tuple[tuple[Words, Words], ...] = (
    (_("Where the child should be sent next"), _("Where to send them next")),
    (_("If they said no: where the child should be sent next"), _("If they said no: where to send them next")),
    (_("Choose where the child should be sent next."), _("Choose where to send them next.")),
    (
        _("Choose a reason. Without one nobody can find a better place for the child."),
        _("Choose a reason. Without one nobody can find a better place for this person."),
    ),
    (_("No name of a child and no address."), _("No name and no address.")),
    (
        _("Nobody will answer there. Send the child elsewhere."),
        _("Nobody will answer there. Send the person elsewhere."),
    ),
    (_("May be the same child"), _("May be the same person")),
    (
        _("Nothing is joined by itself: a person decides afterwards whether it is the same child."),
        _("Nothing is joined by itself: a worker decides afterwards whether it is the same person."),
    ),
    (
        _("By e-mail or messenger. The text says nothing about a child."),
        _("By e-mail or messenger. The text says nothing about a person."),
    ),
    (_("Which children"), _("Which people")),
    (_("Tick at least one child."), _("Tick at least one person.")),
    (
        _(
            "No consent to share with another organisation is recorded for this child."
            " Ask the child or the guardian, record the answer in the case, then send."
        ),
        _(
            "No consent to share with another organisation is recorded."
            " Ask the person, record the answer in the case, then send."
        ),
    ),
    (
        _(
            "This child is not known to be a victim, so only a supervisor may decide that an authority is told."
            " Choose “To be decided later” and ask your supervisor."
        ),
        _(
            "This person is not known to be a victim, so only a supervisor may decide that an authority is told."
            " Choose “To be decided later” and ask your supervisor."
        ),
    ),
)
OF_AUTHORITIES: tuple[tuple[Words, Words], ...] = (
    (_("Talk to the child"), _("Talk to this person")),
    (_("Ask to talk to the child"), _("Ask to talk to this person")),
    (_("They ask to talk to the child"), _("They ask to talk to this person")),
    (_("Answer to the wish to talk to the child"), _("Answer to the wish to talk to this person")),
    (
        _("Your wish to talk to the child was sent. Whoever leads the case answers here."),
        _("Your wish to talk to this person was sent. Whoever leads the case answers here."),
    ),
    (
        _("A talk with the child was already asked for. Whoever leads the case will answer."),
        _("A talk was already asked for. Whoever leads the case will answer."),
    ),
    (_("Why must the child be asked?"), _("Why must this person be asked?")),
    (
        _("A psychologist or teacher, whom the child trusts."),
        _("A psychologist, or somebody whom they trust."),
    ),
    (_("Say whether the child or the guardian was told."), _("Say whether the person was told.")),
    (_("Write why the child or the guardian was not told."), _("Write why the person was not told.")),
)
OF_A_CONCERN: tuple[tuple[Words, Words], ...] = (
    (_("Where does the child sleep tonight?"), _("Where do they sleep tonight?")),
    (
        _("Where does the child sleep tonight, and with whom? Do not ask the child about anything else."),
        _("Where do they sleep tonight, and with whom? Do not ask about anything else."),
    ),
    (_("With whom the child sleeps tonight"), _("With whom they sleep tonight")),
    (_("Where the child is now"), _("Where they are now")),
    (_("Why it is not a concern for a child’s safety"), _("Why it is not a concern for somebody’s safety")),
    (
        _("Nothing more is needed for this child now: say what was told and to whom."),
        _("Nothing more is needed now: say what was told and to whom."),
    ),
    (_("No safe adult is with the child"), _("Nobody safe is with them")),
)
FURTHER_PAIRS = (
    *OF_A_CASE, *OF_WHAT_WAS_TOLD, *OF_HELP, *OF_A_HAND_OVER, *OF_ANSWERS, *OF_AUTHORITIES, *OF_A_FAMILY, *OF_A_CONCERN,
)  # fmt: skip
