"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import comments, delegations, examples, feedback, groups, memberships, network, records

app_name = "buyergroups"
urlpatterns = [
    path("library/<slug:slug>/v/<int:number>/comment/", comments.comment_new, name="comment-new"),
    path("library/<slug:slug>/v/<int:number>/comment/sent/", comments.comment_sent, name="comment-sent"),
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
]
