"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import delegations, groups, memberships, network, outreach, records, users_served

app_name = "buyergroups"
USERS = "g/<slug:group>/users-served/"
OUTREACH = "g/<slug:group>/outreach/"
urlpatterns = [
    path("g/<slug:group>/", groups.group_detail, name="group-detail"),
    path("g/<slug:group>/members/", groups.group_members, name="group-members"),
    path("g/<slug:group>/members/new/", groups.member_admit, name="member-admit"),
    path("g/<slug:group>/members/<slug:ref>/check/", groups.member_check, name="member-check"),
    path(USERS, users_served.group_users, name="group-users"),
    path(f"{USERS}confirm/", users_served.group_users_confirm, name="group-users-confirm"),
    path(f"{USERS}history/", users_served.group_users_history, name="group-users-history"),
    path(f"{USERS}others/", users_served.users_block, name="users-block"),
    path(f"{USERS}file.<slug:kind>", users_served.group_users_file, name="group-users-file"),
    path(f"{USERS}<slug:ref>/", users_served.member_users, name="member-users"),
    path("secretariat/users-served/", users_served.users_list, name="users-list"),
    path("secretariat/users-served/file.<slug:kind>", users_served.users_file, name="users-file"),
    path("o/<slug:org>/users-served/history/", users_served.users_history, name="users-history"),
    path(OUTREACH, outreach.outreach_list, name="outreach-list"),
    path(f"{OUTREACH}new/", outreach.outreach_new, name="outreach-new"),
    path(f"{OUTREACH}file.<slug:kind>", outreach.outreach_file, name="outreach-file"),
    path(f"{OUTREACH}<slug:ref>/", outreach.outreach_edit, name="outreach-edit"),
    path(f"{OUTREACH}<slug:ref>/<slug:step>/", outreach.outreach_step, name="outreach-step"),
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
]
