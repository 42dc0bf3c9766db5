"""All buyer groups, as the Secretariat cares for them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import groups as actions
from buyergroups.forms.groups import Found
from buyergroups.queries import pages
from pact.access import CannotNow, page
from pact.clock import now, today


@page(access.FOUND_GROUP)
def group_list(request):
    return render(request, "buyergroups/group_list.html", {"rows": pages.group_rows(request.actor, today())})


@page(access.FOUND_GROUP, methods="GET POST")
def group_new(request):
    form = Found(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.found_group(request.actor, at=now(), **form.facts())
            messages.success(request, _("The %(name)s is founded.") % {"name": group.name})
            return redirect("buyergroups:group-detail", group=group.slug)
        except CannotNow as refusal:
            form.add_error("name", refusal.sentences[0])
    return render(request, "buyergroups/group_new.html", {"form": form}, status=422 if form.errors else 200)
