"""Items of the library: the list of a working group, the Secretariat's list, their facts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import library as actions
from buyergroups.deadlines import address as place
from buyergroups.forms.library import HandForm, ItemForm
from buyergroups.queries import library as queries
from buyergroups.queries.versions import items
from buyergroups.queries.working_groups import working_groups
from pact.access import page
from pact.clock import now
from pact.ui.saying import said_at
from participants.access import SECRETARIAT

OF_GROUP = {"wg": "slug"}
OF_ITEM = {"wg": "wg", "item": "slug"}


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups, by=OF_GROUP)
def document_list(request, group):
    context = {"group": group, "lines": queries.item_lines(request.actor, group)}
    return render(request, "buyergroups/document_list.html", context)


@page(SECRETARIAT)
def library_list(request):
    lines = queries.item_lines(request.actor)
    own, theirs = [line for line in lines if not line.wg], [line for line in lines if line.wg]
    return render(request, "buyergroups/library_list.html", {"own": own, "theirs": theirs})


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups, by=OF_GROUP, methods="GET POST")
def item_new(request, group):
    form = ItemForm(request.POST or None, groups=queries.product_groups(), initial={"language": "en"})
    if request.method == "POST" and form.is_valid() and (made := said_at(form, lambda: _start(request, group, form))):
        return redirect("buyergroups:version-write", **place(made))
    context = {"group": group, "form": form}
    return render(request, "buyergroups/item_new.html", context, status=422 if form.errors else 200)


@page(SECRETARIAT, methods="GET POST")
def library_new(request):
    form = ItemForm(request.POST or None, groups=queries.product_groups(), initial={"language": "en"})
    if request.method == "POST" and form.is_valid() and (made := said_at(form, lambda: _start(request, None, form))):
        return redirect("buyergroups:version-write", **place(made))
    return render(request, "buyergroups/library_new.html", {"form": form}, status=422 if form.errors else 200)


def _start(request, group, form):
    return actions.start(request.actor, group, **form.given(), at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=items, by=OF_ITEM, methods="GET POST")
def item_change(request, item):
    """Title, kind and language stay once a version was adopted."""
    form = ItemForm(request.POST or None, groups=queries.product_groups(), initial=queries.facts_of(item))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _change(request, item, form)):
        messages.success(request, _("Saved."))
        return redirect("buyergroups:document-list", wg=item.wg) if item.wg else redirect("buyergroups:library-list")
    context = {"item": item, "form": form}
    return render(request, "buyergroups/item_change.html", context, status=422 if form.errors else 200)


def _change(request, item, form):
    return actions.change(request.actor, item, **form.given(), at=now())


@page(SECRETARIAT, finds=items, by=OF_ITEM, methods="GET POST")
def item_hand(request, item):
    """A working group takes up a draft of the Secretariat (4.3)."""
    form = HandForm(request.POST or None, groups=queries.active_groups())
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _hand(request, item, form)):
        messages.success(request, _("The working group has it now."))
        return redirect("buyergroups:library-list")
    context = {"item": item, "form": form}
    return render(request, "buyergroups/item_hand.html", context, status=422 if form.errors else 200)


def _hand(request, item, form):
    return actions.hand_to(request.actor, item, form.chosen(), at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=items, by=OF_ITEM, methods="POST")
def version_begin(request, item):
    version = actions.begin_version(request.actor, item, at=now())
    messages.success(request, _("The next version has the rows of the last one. Say what changes."))
    return redirect("buyergroups:version-write", **place(version))
