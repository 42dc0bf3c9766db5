"""Names and paths of this floor."""

from django.urls import path

from governance.views import (
    confirmations,
    constitution,
    decisions,
    elections,
    founding,
    matters,
    records,
    rotation,
    seats,
)

app_name = "governance"
urlpatterns = [
    path("committee/", decisions.decision_room, name="decision-room"),
    path("committee/members/", decisions.seat_list, name="seat-list"),
    path("committee/decisions/<slug:ref>/", decisions.decision_detail, name="decision-detail"),
    path("committee/decisions/<slug:ref>/cast/", decisions.decision_cast, name="decision-cast"),
    path("committee/decisions/<slug:ref>/recuse/", decisions.decision_recuse, name="decision-recuse"),
    path("committee/decisions/<slug:ref>/close/", decisions.decision_close, name="decision-close"),
    path("committee/elections/", elections.election_list, name="election-list"),
    path("committee/elections/call/", elections.election_call, name="election-call"),
    path("committee/elections/<slug:ref>/", elections.election_detail, name="election-detail"),
    path("committee/elections/<slug:ref>/name/", elections.election_name, name="election-name"),
    path("committee/elections/<slug:ref>/answer/", elections.election_answer, name="election-answer"),
    path("committee/elections/<slug:ref>/vote/", elections.election_vote, name="election-vote"),
    path("committee/elections/<slug:ref>/close/", elections.election_close, name="election-close"),
    path("committee/elections/<slug:ref>/cancel/", elections.election_cancel, name="election-cancel"),
    path("committee/matters/<slug:ref>/", matters.matter_open, name="matter-open"),
    path("committee/matters/<slug:ref>/vote/", matters.matter_vote, name="matter-vote"),
    path("secretariat/supporters/misuse/<slug:ref>/committee/", matters.misuse_put, name="misuse-put"),
    path("secretariat/committee/", seats.seat_board, name="seat-board"),
    path("secretariat/committee/seats/<int:number>/", seats.seat_fill, name="seat-fill"),
    path("secretariat/committee/terms/<slug:ref>/replace/", seats.seat_replace, name="seat-replace"),
    path("secretariat/committee/terms/<slug:ref>/end/", seats.seat_end, name="seat-end"),
    path("secretariat/committee/first/", constitution.constitution, name="constitution"),
    path("secretariat/committee/first/<slug:org>/ask/", constitution.constitution_invite, name="constitution-invite"),
    path(
        "secretariat/committee/first/<slug:org>/accepted/", constitution.constitution_accept, name="constitution-accept"
    ),
    path(
        "secretariat/committee/first/<slug:org>/declined/",
        constitution.constitution_decline,
        name="constitution-decline",
    ),
    path("secretariat/committee/rotation/", rotation.rotation, name="rotation"),
    path("secretariat/committee/rotation/seats/<int:number>/", rotation.rotation_seat, name="rotation-seat"),
    path("secretariat/committee/rotation/seats/<int:number>/leave/", rotation.rotation_leave, name="rotation-leave"),
    path("secretariat/committee/rotation/drop/", rotation.rotation_drop, name="rotation-drop"),
    path("secretariat/committee/rotation/carry-out/", rotation.rotation_carry_out, name="rotation-carry-out"),
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
