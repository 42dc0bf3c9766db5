"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import (
    consultations,
    delegations,
    drafts,
    examples,
    feedback,
    files,
    gatherings,
    groups,
    invitations,
    library,
    member_imports,
    memberships,
    network,
    records,
    representatives,
    start_ups,
    tender_stages,
    tenders,
    versions,
)

_VERSION = "<slug:item>/<int:number>"
_ROW = f"{_VERSION}/rows/<str:code>"
_COMMENT = f"{_VERSION}/comments/<slug:ref>"
# The Secretariat's own drafts stand on its own pages until a working group takes them up; `wg` is empty there.
_DOCUMENTS = (
    ("<slug:item>/change/", library.item_change, "item-change"),
    ("<slug:item>/next/", library.version_begin, "version-begin"),
    (f"{_VERSION}/", versions.version_detail, "version-detail"),
    (f"{_VERSION}/write/", drafts.version_write, "version-write"),
    (f"{_VERSION}/paper.pdf", drafts.version_file, "version-file"),
    (f"{_VERSION}/rows/new/", drafts.row_new, "row-new"),
    (f"{_VERSION}/rows/file/", drafts.version_rows, "version-rows"),
    (f"{_VERSION}/rows.<slug:kind>", drafts.version_template, "version-template"),
    (f"{_ROW}/", drafts.row_change, "row-change"),
    (f"{_ROW}/up/", drafts.row_up, "row-up"),
    (f"{_ROW}/down/", drafts.row_down, "row-down"),
    (f"{_ROW}/remove/", drafts.row_remove, "row-remove"),
    (f"{_VERSION}/consultation/", versions.version_consult, "version-consult"),
    (f"{_VERSION}/revise/", versions.version_revise, "version-revise"),
    (f"{_VERSION}/vote/", versions.version_vote, "version-vote"),
    (f"{_VERSION}/put/", versions.version_put, "version-put"),
    (f"{_VERSION}/publish/", versions.version_publish, "version-publish"),
    (f"{_VERSION}/withdraw/", versions.version_withdraw, "version-withdraw"),
    (f"{_VERSION}/comments/new/", versions.comment_new, "comment-new"),
    (f"{_COMMENT}/answer/", versions.comment_answer, "comment-answer"),
    (f"{_COMMENT}/show/", versions.comment_show, "comment-show"),
    (f"{_COMMENT}/hide/", versions.comment_hide, "comment-hide"),
)
app_name = "buyergroups"
# The same pages for those of a group, of a working group and of the Pact: (address, what its address does not name).
MEETINGS = (
    ("g/<slug:group>/meetings/", {"wg": None}),
    ("wg/<slug:wg>/meetings/", {"group": None}),
    ("secretariat/events/", {"group": None, "wg": None}),
)
FILES = (("g/<slug:group>/files/", {"wg": None}), ("wg/<slug:wg>/files/", {"group": None}))
urlpatterns = [
    path("wg/<slug:wg>/documents/", library.item_list, name="item-list"),
    path("wg/<slug:wg>/documents/new/", library.item_new, name="item-new"),
    path("secretariat/library/", library.library_list, name="library-list"),
    path("secretariat/library/new/", library.library_new, name="library-new"),
    path("secretariat/library/<slug:item>/hand/", library.item_hand, {"wg": ""}, name="item-hand"),
    path("committee/approvals/<slug:ref>/", versions.approval_detail, name="approval-detail"),
    *(path(f"wg/<slug:wg>/documents/{rest}", view, name=name) for rest, view, name in _DOCUMENTS),
    *(path(f"secretariat/library/{rest}", view, {"wg": ""}, name=name) for rest, view, name in _DOCUMENTS),
    path(
        "library/<slug:slug>/v/<int:number>/comment/", consultations.consultation_comment, name="consultation-comment"
    ),
    path("library/<slug:slug>/v/<int:number>/comment/sent/", consultations.consultation_sent, name="consultation-sent"),
    path("o/<slug:org>/library/", feedback.feedback_list, name="feedback-list"),
    path("o/<slug:org>/library/<slug:item>/<int:number>/", feedback.feedback_give, name="feedback-give"),
    path("g/<slug:group>/feedback/", feedback.group_feedback, name="group-feedback"),
    path("g/<slug:group>/feedback/<slug:ref>/", feedback.group_feedback_summary, name="group-feedback-summary"),
    path("o/<slug:org>/examples/", examples.example_list, name="example-list"),
    path("o/<slug:org>/examples/new/", examples.example_new, name="example-new"),
    path("o/<slug:org>/examples/<slug:ref>/", examples.example_edit, name="example-edit"),
    path("o/<slug:org>/examples/<slug:ref>/send/", examples.example_send, name="example-send"),
    path("o/<slug:org>/examples/<slug:ref>/withdraw/", examples.example_withdraw, name="example-withdraw"),
    path("g/<slug:group>/examples/", examples.group_examples, name="group-examples"),
    path("g/<slug:group>/examples/<slug:ref>/", examples.example_check, name="example-check"),
    path("secretariat/examples/", examples.example_queue, name="example-queue"),
    path("secretariat/examples/<slug:ref>/", examples.example_look, name="example-look"),
    path("g/<slug:group>/", groups.group_detail, name="group-detail"),
    path("g/<slug:group>/members/", groups.group_members, name="group-members"),
    path("g/<slug:group>/members/new/", groups.member_admit, name="member-admit"),
    path("g/<slug:group>/members/import/", member_imports.member_import, name="member-import"),
    path("g/<slug:group>/members/template.<slug:kind>", member_imports.member_template, name="member-template"),
    path("g/<slug:group>/members/import/<slug:ref>/", member_imports.member_import_detail, name="member-import-detail"),
    path(
        "g/<slug:group>/members/import/<slug:ref>/marked.xlsx",
        member_imports.member_import_marked,
        name="member-import-marked",
    ),
    path(
        "g/<slug:group>/members/import/<slug:ref>/apply/",
        member_imports.member_import_apply,
        name="member-import-apply",
    ),
    path(
        "g/<slug:group>/members/import/<slug:ref>/drop/", member_imports.member_import_drop, name="member-import-drop"
    ),
    path("g/<slug:group>/representatives/", representatives.representative_list, name="representative-list"),
    path("g/<slug:group>/representatives/new/", representatives.representative_new, name="representative-new"),
    path(
        "g/<slug:group>/representatives/<slug:ref>/end/", representatives.representative_end, name="representative-end"
    ),
    path("g/<slug:group>/settings/", representatives.group_settings, name="group-settings"),
    path("g/<slug:group>/members/<slug:ref>/check/", groups.member_check, name="member-check"),
    path("g/<slug:group>/users-served/", groups.group_users, name="group-users"),
    path("g/<slug:group>/users-served/confirm/", groups.group_users_confirm, name="group-users-confirm"),
    path("g/<slug:group>/users-served/<slug:ref>/", groups.member_users, name="member-users"),
    path("secretariat/organisations/<slug:org>/groups/", records.organization_groups, name="organization-groups"),
    path("secretariat/groups/", network.group_list, name="group-list"),
    path("secretariat/groups/new/", network.group_new, name="group-new"),
    path("secretariat/groups/start-ups/", start_ups.start_up_list, name="start-up-list"),
    path("secretariat/groups/start-ups/new/", start_ups.start_up_new, name="start-up-new"),
    path("secretariat/groups/start-ups/<slug:ref>/", start_ups.start_up_detail, name="start-up-detail"),
    path("secretariat/groups/start-ups/<slug:ref>/charter.pdf", start_ups.start_up_charter, name="start-up-charter"),
    path("secretariat/groups/start-ups/<slug:ref>/<slug:step>/", start_ups.start_up_step, name="start-up-step"),
    path("secretariat/groups/unjoined/", network.unjoined_list, name="unjoined-list"),
    path("secretariat/groups/unjoined/file.<slug:kind>", network.unjoined_file, name="unjoined-file"),
    path("o/<slug:org>/group/start/", start_ups.start_up_ask, name="start-up-ask"),
    path("o/<slug:org>/group/", memberships.membership_list, name="membership-list"),
    path("o/<slug:org>/users-served/", memberships.users_state, name="users-state"),
    path("o/<slug:org>/group/<slug:ref>/", memberships.membership_answer, name="membership-answer"),
    path("o/<slug:org>/group/<slug:ref>/join/", memberships.membership_join, name="membership-join"),
    path("o/<slug:org>/group/<slug:ref>/decline/", memberships.membership_decline, name="membership-decline"),
    path("secretariat/groups/delegations/", delegations.delegation_queue, name="delegation-queue"),
    path("secretariat/groups/delegations/<slug:ref>/", delegations.delegation_check, name="delegation-check"),
    path("o/<slug:org>/delegation/", delegations.delegation_list, name="delegation-list"),
    path("o/<slug:org>/delegation/new/", delegations.delegation_new, name="delegation-new"),
    path("o/<slug:org>/delegation/<slug:ref>/", delegations.delegation_detail, name="delegation-detail"),
    path("o/<slug:org>/delegation/<slug:ref>/<slug:step>/", delegations.delegation_step, name="delegation-step"),
    path("o/<slug:org>/tenders/", tenders.tender_list, name="tender-list"),
    path("o/<slug:org>/tenders/new/", tenders.tender_new, name="tender-new"),
    path("o/<slug:org>/tenders/confirm/", tenders.tender_confirm, name="tender-confirm"),
    path("o/<slug:org>/tenders/<slug:ref>/", tenders.tender_detail, name="tender-detail"),
    path("o/<slug:org>/tenders/<slug:ref>/change/", tenders.tender_change, name="tender-change"),
    path("o/<slug:org>/tenders/<slug:ref>/stage/<slug:step>/", tender_stages.tender_stage, name="tender-stage"),
    path("o/<slug:org>/tenders/<slug:ref>/lessons/", tender_stages.tender_lessons, name="tender-lessons"),
    path("o/<slug:org>/tenders/<slug:ref>/partners/", tenders.tender_partners, name="tender-partners"),
    path("o/<slug:org>/tenders/<slug:ref>/partners/drop/", tenders.tender_partner_drop, name="tender-partner-drop"),
    path("o/<slug:org>/tenders/<slug:ref>/leave/", tenders.tender_leave, name="tender-leave"),
    path("secretariat/tenders/", tenders.tender_overview, name="tender-overview"),
    # After all other pages of groups: the slug takes any word.
    path("secretariat/groups/<slug:group>/", network.group_record, name="group-record"),
    path("secretariat/groups/<slug:group>/areas/", network.group_areas, name="group-areas"),
    path("secretariat/groups/<slug:group>/coordinator/", network.group_coordinator, name="group-coordinator"),
    path("secretariat/groups/<slug:group>/<slug:step>/", network.group_step, name="group-step"),
    *(
        path(f"{place}{rest}", view, absent, name=name)
        for place, absent in MEETINGS
        for rest, view, name in (
            ("", gatherings.gathering_list, "gathering-list"),
            ("new/", gatherings.gathering_new, "gathering-new"),
            ("<slug:ref>/", gatherings.gathering_detail, "gathering-detail"),
            ("<slug:ref>/change/", gatherings.gathering_change, "gathering-change"),
            ("<slug:ref>/attendance/", gatherings.gathering_attendance, "gathering-attendance"),
            ("<slug:ref>/notes/", gatherings.gathering_notes, "gathering-notes"),
            ("<slug:ref>/calendar.ics", gatherings.gathering_calendar, "gathering-calendar"),
            ("<slug:ref>/<slug:step>/", gatherings.gathering_step, "gathering-step"),
        )
    ),
    *(
        path(f"{place}{rest}", view, absent, name=name)
        for place, absent in FILES
        for rest, view, name in (
            ("", files.file_list, "file-list"),
            ("new/", files.file_new, "file-new"),
            ("<slug:ref>/", files.file_download, "file-download"),
            ("<slug:ref>/remove/", files.file_remove, "file-remove"),
        )
    ),
    path("me/meetings/", invitations.gathering_mine, name="gathering-mine"),
    path("me/meetings/<slug:ref>/", invitations.gathering_visit, name="gathering-visit"),
    path("me/meetings/<slug:ref>/calendar.ics", invitations.gathering_entry, name="gathering-entry"),
    path("me/meetings/<slug:ref>/answer/", invitations.gathering_answer, name="gathering-answer"),
]
