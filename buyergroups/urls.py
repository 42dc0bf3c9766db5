"""Names and paths of this floor."""

from django.urls import path

from buyergroups.views import delegations, drafts, groups, library, memberships, network, records, versions

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
    (f"{_VERSION}/comments/new/", versions.version_comment, "version-comment"),
    (f"{_COMMENT}/answer/", versions.comment_answer, "comment-answer"),
    (f"{_COMMENT}/show/", versions.comment_show, "comment-show"),
    (f"{_COMMENT}/hide/", versions.comment_hide, "comment-hide"),
)
app_name = "buyergroups"
urlpatterns = [
    path("wg/<slug:wg>/documents/", library.document_list, name="document-list"),
    path("wg/<slug:wg>/documents/new/", library.item_new, name="item-new"),
    path("secretariat/library/", library.library_list, name="library-list"),
    path("secretariat/library/new/", library.library_new, name="library-new"),
    path("secretariat/library/<slug:item>/hand/", library.item_hand, {"wg": ""}, name="item-hand"),
    path("committee/approvals/<slug:ref>/", versions.approval_detail, name="approval-detail"),
    *(path(f"wg/<slug:wg>/documents/{rest}", view, name=name) for rest, view, name in _DOCUMENTS),
    *(path(f"secretariat/library/{rest}", view, {"wg": ""}, name=name) for rest, view, name in _DOCUMENTS),
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
