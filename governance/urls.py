"""Names and paths of this floor."""

from django.urls import path

from governance.views import confirmations, decisions, founding, hearings, matters, records, terminations

app_name = "governance"
urlpatterns = [
    path("committee/", decisions.decision_room, name="decision-room"),
    path("committee/members/", decisions.seat_list, name="seat-list"),
    path("committee/decisions/<slug:ref>/", decisions.decision_detail, name="decision-detail"),
    path("committee/decisions/<slug:ref>/cast/", decisions.decision_cast, name="decision-cast"),
    path("committee/decisions/<slug:ref>/recuse/", decisions.decision_recuse, name="decision-recuse"),
    path("committee/decisions/<slug:ref>/close/", decisions.decision_close, name="decision-close"),
    path("committee/matters/<slug:ref>/", matters.matter_open, name="matter-open"),
    path("committee/matters/<slug:ref>/vote/", matters.matter_vote, name="matter-vote"),
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
    path("secretariat/terminations/", terminations.termination_list, name="termination-list"),
    path("secretariat/terminations/<slug:ref>/", terminations.termination_detail, name="termination-detail"),
    path("secretariat/terminations/<slug:ref>/notice/", terminations.termination_notice, name="termination-notice"),
    path("secretariat/terminations/<slug:ref>/hearing/", terminations.termination_plan, name="termination-plan"),
    path("secretariat/terminations/<slug:ref>/held/", terminations.termination_held, name="termination-held"),
    path("secretariat/terminations/<slug:ref>/committee/", terminations.termination_put, name="termination-put"),
    path("secretariat/terminations/<slug:ref>/end-without/", terminations.termination_drop, name="termination-drop"),
    path(
        "secretariat/terminations/<slug:ref>/statement.pdf",
        terminations.termination_statement,
        name="termination-statement",
    ),
    path("secretariat/organisations/<slug:org>/termination/", terminations.termination_new, name="termination-new"),
    path("o/<slug:org>/hearing/<slug:ref>/", hearings.hearing_detail, name="hearing-detail"),
    path("o/<slug:org>/hearing/<slug:ref>/answer/", hearings.hearing_answer, name="hearing-answer"),
    path("o/<slug:org>/hearing/<slug:ref>/statement.pdf", hearings.hearing_statement, name="hearing-statement"),
]
