"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import (
    delegations,
    groups,
    member_imports,
    memberships,
    network,
    records,
    representatives,
    start_ups,
)

app_name = "buyergroups"
urlpatterns = [
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
    # After all other pages of groups: the slug takes any word.
    path("secretariat/groups/<slug:group>/", network.group_record, name="group-record"),
    path("secretariat/groups/<slug:group>/areas/", network.group_areas, name="group-areas"),
    path("secretariat/groups/<slug:group>/coordinator/", network.group_coordinator, name="group-coordinator"),
    path("secretariat/groups/<slug:group>/<slug:step>/", network.group_step, name="group-step"),
]
