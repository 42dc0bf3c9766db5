"""Names and paths of this floor."""

from django.urls import path

from governance.views import amendments, confirmations, decisions, extensions, founding, matters, records

app_name = "governance"
urlpatterns = [
    path("committee/", decisions.decision_room, name="decision-room"),
    path("committee/members/", decisions.seat_list, name="seat-list"),
    path("committee/decisions/<slug:ref>/", decisions.decision_detail, name="decision-detail"),
    path("committee/decisions/<slug:ref>/cast/", decisions.decision_cast, name="decision-cast"),
    path("committee/decisions/<slug:ref>/recuse/", decisions.decision_recuse, name="decision-recuse"),
    path("committee/decisions/<slug:ref>/close/", decisions.decision_close, name="decision-close"),
    path("o/<slug:org>/amendments/", amendments.organization_amendments, name="organization-amendments"),
    path("o/<slug:org>/amendments/new/", amendments.amendment_new, name="amendment-new"),
    path("o/<slug:org>/amendments/<slug:number>/answer/", amendments.amendment_answer, name="amendment-answer"),
    path(
        "o/<slug:org>/amendments/<slug:number>/answer/withdraw/",
        amendments.amendment_answer_withdraw,
        name="amendment-answer-withdraw",
    ),
    path("o/<slug:org>/amendments/<slug:number>/withdraw/", amendments.amendment_withdraw, name="amendment-withdraw"),
    path("o/<slug:org>/extension/<slug:ref>/answer/", extensions.extension_answer, name="extension-answer"),
    path(
        "o/<slug:org>/extension/<slug:ref>/answer/withdraw/",
        extensions.extension_answer_withdraw,
        name="extension-answer-withdraw",
    ),
    path("secretariat/duration/", extensions.duration, name="duration"),
    path("secretariat/duration/criterion/", extensions.duration_criterion, name="duration-criterion"),
    path("secretariat/duration/extension/", extensions.duration_extension, name="duration-extension"),
    path("secretariat/amendments/", amendments.amendment_list, name="amendment-list"),
    path("secretariat/amendments/<slug:number>/", amendments.amendment_detail, name="amendment-detail"),
    path("secretariat/amendments/<slug:number>/put/", amendments.amendment_put, name="amendment-put"),
    path("secretariat/amendments/<slug:number>/return/", amendments.amendment_return, name="amendment-return"),
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
]
