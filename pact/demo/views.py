"""The pages that only the demo has: who can sign in, the clock, the letters."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access import public_page
from pact.access.scope import as_system
from pact.clock import now
from pact.clock.moving import CannotMove, move_to
from pact.deadlines import end_of_day
from pact.demo import letters
from pact.demo.models import DemoPerson
from pact.demo.stage import PASSWORD
from pact.ui.fields import DayField


class Clock(forms.Form):
    to = DayField(
        label=gettext_lazy("Move the clock on to the end of"),
        help_text=gettext_lazy("Everything that falls due on the way is done: letters, reminders, ends of terms."),
    )


@public_page
def demo(request, form=None, status=200):
    context = {"people": DemoPerson.objects.order_by("pk"), "password": PASSWORD, "now": now(), "form": form or Clock()}
    return render(request, "demo/demo.html", context, status=status)


@public_page(methods="POST", after_end=True)
def clock_move(request):
    form = Clock(request.POST)
    if not form.is_valid():
        return demo.__wrapped__(request, form=form, status=422)
    try:
        with as_system("demo-clock"):
            days = move_to(end_of_day(form.cleaned_data["to"], "Europe/Amsterdam"))
    except CannotMove:
        form.add_error("to", _("Choose a later day: the clock only goes forward, by ten years at most."))
        return demo.__wrapped__(request, form=form, status=422)
    messages.success(request, _("The clock was moved on; the work of %(days)s days was done.") % {"days": days})
    return redirect("demo:demo")


@public_page
def letter_list(request):
    to = request.GET.get("to", "")[:200]
    return render(request, "demo/letter_list.html", {"letters": letters.caught(to), "to": to})


@public_page
def letter_detail(request, name):
    letter = letters.letter(name)
    if letter is None:
        raise Http404
    return render(request, "demo/letter_detail.html", {"letter": letter})
