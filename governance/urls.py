"""Names and paths of this floor."""

from django.urls import path

from governance.views import confirmations, decisions, founding, matters, proposals, records, register

app_name = "governance"
urlpatterns = [
    path("committee/", decisions.decision_room, name="decision-room"),
    path("committee/members/", decisions.seat_list, name="seat-list"),
    path("committee/decisions/", register.decision_list, name="decision-list"),
    path("committee/decisions/file.<slug:kind>", register.decision_file, name="decision-file"),
    path("committee/decisions/<slug:ref>/result/", register.decision_result, name="decision-result"),
    path("committee/decisions/<slug:ref>/print/", register.decision_print, name="decision-print"),
    path("committee/decisions/<slug:ref>/", decisions.decision_detail, name="decision-detail"),
    path("committee/decisions/<slug:ref>/cast/", decisions.decision_cast, name="decision-cast"),
    path("committee/decisions/<slug:ref>/recuse/", decisions.decision_recuse, name="decision-recuse"),
    path("committee/decisions/<slug:ref>/close/", decisions.decision_close, name="decision-close"),
    path("committee/matters/<slug:ref>/", matters.matter_open, name="matter-open"),
    path("committee/matters/<slug:ref>/vote/", matters.matter_vote, name="matter-vote"),
    path("committee/proposals/new/", proposals.proposal_new, name="proposal-new"),
    path("committee/proposals/new/<slug:kind>/", proposals.proposal_write, name="proposal-write"),
    path("committee/proposals/<slug:ref>/", proposals.proposal_detail, name="proposal-detail"),
    path("committee/proposals/<slug:ref>/paper.pdf", proposals.proposal_paper, name="proposal-paper"),
    path("committee/proposals/<slug:ref>/withdraw/", proposals.proposal_withdraw, name="proposal-withdraw"),
    path("secretariat/supporters/misuse/<slug:ref>/committee/", matters.misuse_put, name="misuse-put"),
    path("secretariat/founding/", founding.founder_list, name="founder-list"),
    path("secretariat/founding/new/", founding.founder_new, name="founder-new"),
    path("o/<slug:org>/participation/confirm/", confirmations.participation_confirm, name="participation-confirm"),
    path(
        "secretariat/applications/<slug:ref>/question/<slug:about>/",
        matters.application_question,
        name="application-question",
    ),
    path("secretariat/applications/<slug:ref>/vote/", matters.application_vote_open, name="application-vote-open"),
    path(
        "secretariat/organisations/<slug:org>/decisions/",
        records.organization_decisions,
        name="organization-decisions",
    ),
]
