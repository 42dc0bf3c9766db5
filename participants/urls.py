"""Names and paths of this floor."""

from django.urls import path

from participants.views import (
    following,
    joining,
    leaving,
    letters,
    merging,
    misuse,
    notices,
    onboarding,
    organizations,
    people,
    persons,
    records,
    reviewing,
    scans,
    supporters,
    territories,
)

app_name = "participants"
RECORD = "secretariat/organisations/<slug:org>/"

JOINING = [
    path("join/", joining.join, name="join"),
    path("coordinate/", joining.coordinate, name="coordinate"),
    path("support/", joining.support, name="support"),
    path("join/start/", joining.join_start, name="join-start"),
    path("support/start/", joining.support_start, name="support-start"),
    path("join/<slug:key>/", following.application_follow, name="application-follow"),
    path("join/<slug:key>/resume/", following.application_resume, name="application-resume"),
    path("join/<slug:key>/part/", joining.application_part, name="application-part"),
    path("join/<slug:key>/ways/", joining.application_ways, name="application-ways"),
    path("join/<slug:key>/keep/", joining.application_keep, name="application-keep"),
    path("join/<slug:key>/sign/", joining.application_signature, name="application-signature"),
    path("join/<slug:key>/check/", joining.application_check, name="application-check"),
    path("join/<slug:key>/remind/", following.application_remind, name="application-remind"),
    path("join/<slug:key>/withdraw/", following.application_withdraw, name="application-withdraw"),
    path("join/<slug:key>/support/", following.application_support, name="application-support"),
    path("join/<slug:key>/answers/<int:number>/", following.application_answer, name="application-answer"),
    path("join/<slug:key>/sign/<slug:token>/", following.application_sign, name="application-sign"),
    path("join/<slug:key>/paper/", scans.application_paper, name="application-paper"),
    path("join/<slug:key>/<slug:step>/", joining.application_step, name="application-step"),
    path("join/<slug:key>/<slug:step>/typed/", joining.application_typed, name="application-typed"),
]
SECRETARIAT = [
    path("secretariat/applications/", reviewing.application_list, name="application-list"),
    path("secretariat/applications/new/", reviewing.application_new, name="application-new"),
    path("secretariat/applications/file.<slug:kind>", reviewing.application_file, name="application-file"),
    path("secretariat/applications/<slug:ref>/", reviewing.application_detail, name="application-detail"),
    path("secretariat/applications/<slug:ref>/ask/", reviewing.application_ask, name="application-ask"),
    path("secretariat/applications/<slug:ref>/screen/", reviewing.application_screen, name="application-screen"),
    path(
        "secretariat/applications/<slug:ref>/recommend/", reviewing.application_recommend, name="application-recommend"
    ),
    path("secretariat/applications/<slug:ref>/assign/", reviewing.application_assign, name="application-assign"),
    path("secretariat/applications/<slug:ref>/match/", reviewing.application_match, name="application-match"),
    path(
        "secretariat/applications/<slug:ref>/findings/<slug:criterion>/",
        reviewing.application_finding,
        name="application-finding",
    ),
    path("secretariat/applications/<slug:ref>/scan/<slug:role>/", scans.application_scan, name="application-scan"),
    path(
        "secretariat/applications/<slug:ref>/scan/<slug:role>/legible/",
        scans.application_legible,
        name="application-legible",
    ),
    path(
        "secretariat/applications/<slug:ref>/scan/<slug:role>/attach/",
        scans.application_attach,
        name="application-attach",
    ),
    path("secretariat/territories/", territories.territory_list, name="territory-list"),
    path("secretariat/territories/new/", territories.territory_new, name="territory-new"),
    path("secretariat/territories/<slug:code>/", territories.territory_detail, name="territory-detail"),
    path("secretariat/onboarding/", onboarding.onboarding_list, name="onboarding-list"),
    path("secretariat/organisations/", organizations.organization_list, name="organization-list"),
    path("secretariat/organisations/file.<slug:kind>", organizations.organization_file, name="organization-file"),
    path(f"{RECORD}notice/<slug:ref>/", notices.notice_new, name="notice-new"),
    path(f"{RECORD}merge/", merging.organization_merge, name="organization-merge"),
    path(f"{RECORD}letters/new/", letters.letter_new, name="letter-new"),
    path(f"{RECORD}letters/<slug:ref>/", letters.letter_detail, name="letter-detail"),
    path(f"{RECORD}letters/<slug:ref>/file/", letters.letter_file, name="letter-file"),
    path(RECORD, records.organization_record, name="organization-record"),
    path(f"{RECORD}edit/", records.organization_edit, name="organization-edit"),
    path(f"{RECORD}roles/", records.organization_roles, name="organization-roles"),
    path(f"{RECORD}people/", records.organization_people, name="organization-people"),
    path(f"{RECORD}letters/", letters.organization_letters, name="organization-letters"),
    path(f"{RECORD}applications/", records.organization_applications, name="organization-applications"),
    path(f"{RECORD}history/", records.organization_history, name="organization-history"),
    path(f"{RECORD}history.<slug:kind>", records.organization_history_file, name="organization-history-file"),
]
PEOPLE = [
    path("secretariat/people/", persons.person_list, name="person-list"),
    path("secretariat/people/file.<slug:kind>", persons.person_file, name="person-file"),
    path("secretariat/people/<slug:person>/", persons.person, name="person"),
    path("secretariat/people/<slug:person>/data/", persons.person_data, name="person-data"),
    path("secretariat/people/<slug:person>/erase/", persons.person_erase, name="person-erase"),
    path("secretariat/people/<slug:person>/powers/<int:power>/end/", persons.power_end, name="power-end"),
]
ORGANIZATION = [
    path("o/<slug:org>/", organizations.organization_overview, name="organization-overview"),
    path("o/<slug:org>/profile/", organizations.organization_profile, name="organization-profile"),
    path("o/<slug:org>/participation/", organizations.organization_participation, name="organization-participation"),
    path("o/<slug:org>/participation/<slug:ref>/leave/", notices.participation_leave, name="participation-leave"),
    path("o/<slug:org>/participation/<slug:ref>/stay/", notices.participation_stay, name="participation-stay"),
    path("o/<slug:org>/notice-paper/<slug:ref>/", notices.notice_paper, name="notice-paper"),
    path("o/<slug:org>/participation/<slug:ref>/print/", organizations.participation_print, name="participation-print"),
    path("o/<slug:org>/participation/ask/<slug:role>/", organizations.role_ask, name="role-ask"),
    path("o/<slug:org>/first-steps/<str:code>/", onboarding.onboarding_aside, name="onboarding-aside"),
    path("o/<slug:org>/people/", people.people, name="people"),
    path("o/<slug:org>/people/invite/", people.person_invite, name="person-invite"),
    path("o/<slug:org>/people/leaving/", leaving.people_leaving, name="people-leaving"),
    path("o/<slug:org>/people/<slug:person>/end/", people.person_end, name="person-end"),
    path("o/<slug:org>/invitations/<slug:ref>/revoke/", people.invitation_revoke, name="invitation-revoke"),
    path("invitation/<slug:token>/", people.invitation_accept, name="invitation-accept"),
]
SUPPORTING = [
    path("o/<slug:org>/support/", supporters.support_letter, name="support-letter"),
    path("o/<slug:org>/support/tell/", supporters.support_tell, name="support-tell"),
    path("secretariat/supporters/", supporters.supporter_list, name="supporter-list"),
    path("secretariat/supporters/<slug:org>/", supporters.supporter_detail, name="supporter-detail"),
    path("secretariat/supporters/<slug:org>/exceptions/new/", supporters.exception_new, name="exception-new"),
    path(
        "secretariat/supporters/<slug:org>/exceptions/<slug:ref>/end/", supporters.exception_end, name="exception-end"
    ),
    path("misuse/new/", misuse.misuse_start, name="misuse-start"),
    path("o/<slug:org>/misuse/", misuse.misuse_list, name="misuse-list"),
    path("o/<slug:org>/misuse/new/", misuse.misuse_new, name="misuse-new"),
    path("o/<slug:org>/misuse/<slug:ref>/", misuse.misuse_detail, name="misuse-detail"),
    path("o/<slug:org>/misuse/<slug:ref>/file/", misuse.misuse_file, name="misuse-file"),
    path("secretariat/supporters/misuse/<slug:ref>/", misuse.misuse_review, name="misuse-review"),
    path("secretariat/supporters/misuse/<slug:ref>/file/", misuse.misuse_review_file, name="misuse-review-file"),
    path("secretariat/supporters/misuse/<slug:ref>/look/", misuse.misuse_look, name="misuse-look"),
    path("secretariat/supporters/misuse/<slug:ref>/settle/", misuse.misuse_settle, name="misuse-settle"),
]
urlpatterns = [*JOINING, *SECRETARIAT, *PEOPLE, *ORGANIZATION, *SUPPORTING]
