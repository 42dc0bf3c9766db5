"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import (
    delegations,
    files,
    gatherings,
    groups,
    invitations,
    memberships,
    network,
    records,
    signing,
    statements,
)

app_name = "buyergroups"
# The same pages for those of a group, of a working group and of the Pact: (address, what its address does not name).
MEETINGS = (
    ("g/<slug:group>/meetings/", {"wg": None}),
    ("wg/<slug:wg>/meetings/", {"group": None}),
    ("secretariat/events/", {"group": None, "wg": None}),
)
FILES = (("g/<slug:group>/files/", {"wg": None}), ("wg/<slug:wg>/files/", {"group": None}))
STATEMENTS = (("g/<slug:group>/statements/", {"wg": None}), ("wg/<slug:wg>/statements/", {"group": None}))
urlpatterns = [
    path("g/<slug:group>/", groups.group_detail, name="group-detail"),
    path("g/<slug:group>/members/", groups.group_members, name="group-members"),
    path("g/<slug:group>/members/new/", groups.member_admit, name="member-admit"),
    path("g/<slug:group>/members/<slug:ref>/check/", groups.member_check, name="member-check"),
    path("g/<slug:group>/users-served/", groups.group_users, name="group-users"),
    path("g/<slug:group>/users-served/confirm/", groups.group_users_confirm, name="group-users-confirm"),
    path("g/<slug:group>/users-served/<slug:ref>/", groups.member_users, name="member-users"),
    path("secretariat/organisations/<slug:org>/groups/", records.organization_groups, name="organization-groups"),
    path("secretariat/groups/", network.group_list, name="group-list"),
    path("secretariat/groups/new/", network.group_new, name="group-new"),
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
    *(
        path(f"{place}{rest}", view, absent, name=name)
        for place, absent in STATEMENTS
        for rest, view, name in (
            ("", statements.statement_list, "statement-list"),
            ("new/", statements.statement_new, "statement-new"),
            ("<slug:ref>/", statements.statement_detail, "statement-detail"),
            ("<slug:ref>/change/", statements.statement_change, "statement-change"),
            ("<slug:ref>/vote/", statements.statement_vote, "statement-vote"),
            ("<slug:ref>/open/", statements.statement_open, "statement-open"),
            ("<slug:ref>/extend/", statements.statement_extend, "statement-extend"),
            ("<slug:ref>/withdraw/", statements.statement_withdraw, "statement-withdraw"),
        )
    ),
    path("o/<slug:org>/statements/", signing.statement_signing, name="statement-signing"),
    path("o/<slug:org>/statements/<slug:ref>/sign/", signing.statement_sign, name="statement-sign"),
    path("o/<slug:org>/statements/<slug:ref>/withdraw/", signing.signature_withdraw, name="signature-withdraw"),
    path("me/meetings/", invitations.gathering_mine, name="gathering-mine"),
    path("me/meetings/<slug:ref>/", invitations.gathering_visit, name="gathering-visit"),
    path("me/meetings/<slug:ref>/calendar.ics", invitations.gathering_entry, name="gathering-entry"),
    path("me/meetings/<slug:ref>/answer/", invitations.gathering_answer, name="gathering-answer"),
]
