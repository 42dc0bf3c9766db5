"""Two disputes in the demo: one the parties settled, one presented, whose six months run (6.7)."""

from datetime import datetime, timedelta

from governance.actions import disputes
from governance.models import Dispute, DisputeParty
from pact.demo.invention import signer_of

DAY = timedelta(days=1)


def settle_dispute(stage, at: datetime) -> None:
    """Settled in consultation: one side proposes the words, the other one confirms them."""
    one, other = _sides(stage, "vestbygd-municipality", "city-of-lindebrugge")
    if other is None:
        return
    dispute = _opened(stage, one, other, at, title="Translation of the criteria", subject=TRANSLATION)
    _act(stage, dispute, one, disputes.consult, MET, (at + 6 * DAY).date(), at=at + 6 * DAY)
    _act(stage, dispute, other, disputes.propose_settlement, SHARED, at=at + 9 * DAY)
    _act(stage, dispute, one, disputes.confirm_settlement, SHARED, at=at + 10 * DAY)


def present_dispute(stage, at: datetime) -> None:
    """Consultation did not help: presented, every party asked, one has given its views."""
    one, other = _sides(stage, "city-of-lindebrugge", "flemish-digital-services-agency")
    if other is None:
        return
    dispute = _opened(stage, one, other, at, title="Name in a joint tender", subject=TENDER)
    _act(stage, dispute, one, disputes.consult, CALLED, (at + 3 * DAY).date(), at=at + 3 * DAY)
    _act(stage, dispute, one, disputes.present, at=at + 4 * DAY)
    _act(stage, dispute, one, disputes.give_views, VIEWS, at=at + 8 * DAY)


def _sides(stage, *keys: str) -> tuple:
    return tuple(stage.cast.get(key) for key in keys)


def _opened(stage, one, other, at: datetime, **words: str) -> Dispute:
    with stage.acting(signer_of(one.slug)[2], at) as hand:
        return disputes.open_dispute(hand, one, [other], **words, at=at)


def _act(stage, dispute: Dispute, organization, act, *words, at: datetime) -> None:
    with stage.acting(signer_of(organization.slug)[2], at) as hand:
        parties = DisputeParty.objects.select_related("dispute", "organization")
        act(hand, parties.get(dispute=dispute, organization=organization), *words, at=at)


TRANSLATION = (
    "Both of us translated the baseline criteria into our language and published them. The two versions of the example "
    "clause on spare parts do not say the same, and suppliers ask which one counts."
)
MET = "Our procurement officers met by video and compared the two versions clause by clause."
SHARED = "The English text counts. Each of us says so above its translation, and we correct the clause on spare parts."
TENDER = (
    "The city was named as a partner of a joint framework for laptops before its council had agreed. It asks to be "
    "taken out of the notice; the agency holds that the council's mandate of 2025 covers it."
)
CALLED = "A call of both signatories. Neither side changed its reading of the mandate."
VIEWS = (
    "The mandate of 2025 names market consultations and no tenders. We ask that the notice is corrected, and that "
    "partners are named only after their own decision."
)
