"""Acts that stand in the chain and on no page."""

INNER = frozenset({
    "cases.note_sign", "cases.end_planned", "cases.follow_services", "cases.end_every_help",
    "cases.end_transfer", "cases.release_worker", "cases.begin_hand_over", "cases.give_part", "cases.give_service",
    "referrals.give_sending", "referrals.end_links_of", "leaving.settle",
    "calls.count_look", "cases.keep_what_was_told", "cases.keep_goals", "cases.keep_service", "cases.keep_sleep",
    "cases.take_sleep_over", "cases.keep_corrections", "concerns.join_child",
    "exchange.open_cases", "exchange.register_rows", "exchange.start_clock", "exchange.update_rows",
    "exchange.remember_choices", "exchange.write_rows", "linking.join_as_agreed", "people.index_names", "people.write_same",
    "people.let_consents_lapse", "people.lapse_override", "people.join_as_registered", "people.stop_override_clock",
    "people.stop_watching_child", "people.stop_watching_consent", "people.watch_birthday", "people.watch_child",
    "people.watch_consent", "people.watch_override", "referrals.take_on", "referrals.take_answer",
    "referrals.take_back", "referrals.end_referral", "referrals.end_links", "referrals.note_step",
    "referrals.open_packet", "referrals.shut_links", "referrals.shut_packet", "referrals.start_leg_clock",
    "referrals.start_sender_clock", "referrals.stop_leg_clocks", "referrals.stop_sender_clocks",
    "referrals.tell_sender", "documents.issue_letter", "documents.keep_copy", "documents.keep_letter",
    "documents.store_file", "documents.drop_file",
    "documents.keep_translation", "documents.withdraw_letters", "services.come_in", "services.forget_quiet", "services.give_quiet",
    "services.hold_in_quiet", "services.keep_quiet", "services.release_quiet", "operations.open_night",
    "services.leave_bed", "services.take_bed",
    "outings.add_one", "outings.hand_on", "outings.settle", "outings.tell",
    "referrals.tell_more", "services.end_links", "services.fresh_link", "services.start_asking", "services.stop_asking",
})  # fmt: skip
"""Steps within another act, which stands beside them: for the chain, not for a reader."""

OF_TWO = frozenset({
    "operations.make_stand_by", "operations.change_stand_by", "operations.confirm_stand_by", "operations.change_second",
    "operations.hold_places", "operations.release_places", "operations.call_off", "operations.begin_prepared",
})  # fmt: skip
"""Acts of which two people know: in the chain like all others, and on no page, for the hour of an act may tell of a day."""

SUBJECT_OF_TWO, READ_BY_TWO = "standby", "operations.standby."
"""Of whatever act or reading: the kind of its subject, and how the fields begin that were read. Both stay in the chain when
the record itself is long forgotten, so that it does not come to light afterwards who opened it and when."""
