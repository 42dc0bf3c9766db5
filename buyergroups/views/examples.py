"""Good examples: an organization writes, who cares for its group looks (Pact 3.3.2.b)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import examples as actions
from buyergroups.forms.voices import ExampleForm, RemarkForm
from buyergroups.queries import examples as queries
from buyergroups.queries import groups as group_queries
from buyergroups.queries import pages
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION

OF_ORGANIZATION = {"org": "organization__slug", "ref": "ref"}
OF_GROUP = {"group": "group__slug", "ref": "ref"}


@page(VIEW_ORGANIZATION, finds=pages.organizations, by={"org": "slug"})
def example_list(request, organization):
    rows = queries.examples_of(request.actor, organization)
    return render(request, "buyergroups/example_list.html", {"organization": organization, "rows": rows})


@page(access.WRITE_EXAMPLE, finds=pages.organizations, by={"org": "slug"}, methods="GET POST")
def example_new(request, organization):
    form = ExampleForm(request.POST or None, initial={"language": organization.language or "en"})
    if request.method == "POST" and form.is_valid():
        made = actions.write(request.actor, organization, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved as a draft. Read it through, then send it."))
        return redirect("buyergroups:example-edit", org=organization.slug, ref=made.ref)
    context = {"organization": organization, "form": form}
    return render(request, "buyergroups/example_new.html", context, status=422 if form.errors else 200)


@page(access.WRITE_EXAMPLE, finds=queries.own_examples, by=OF_ORGANIZATION, methods="GET POST")
def example_edit(request, example):
    tied = queries.chosen(example)
    form = ExampleForm(request.POST or None, example=example, tied=tied)
    if request.method == "POST" and form.is_valid():
        actions.change(request.actor, example, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("buyergroups:example-edit", org=example.organization.slug, ref=example.ref)
    context = {"example": example, "organization": example.organization, "form": form, "tied": tied}
    return render(request, "buyergroups/example_edit.html", context, status=422 if form.errors else 200)


@page(access.WRITE_EXAMPLE, finds=queries.own_examples, by=OF_ORGANIZATION, methods="POST")
def example_send(request, example):
    try:
        sent = actions.send(request.actor, example, at=now())
        messages.success(request, _("Sent. %(who)s looks at it.") % {"who": sent.group or _("The Secretariat")})
    except CannotNow as refusal:
        messages.error(request, refusal.sentences[0])
    return redirect("buyergroups:example-edit", org=example.organization.slug, ref=example.ref)


@page(access.WRITE_EXAMPLE, finds=queries.own_examples, by=OF_ORGANIZATION, methods="POST")
def example_withdraw(request, example):
    actions.withdraw(request.actor, example, at=now())
    messages.success(request, _("Withdrawn. It is on no public page."))
    return redirect("buyergroups:example-list", org=example.organization.slug)


@page(access.VIEW_GROUP, finds=group_queries.groups, by={"group": "slug"})
def group_examples(request, group):
    rows = queries.of_group(request.actor, group)
    return render(request, "buyergroups/group_examples.html", {"group": group, "rows": rows})


@page(access.CHECK_EXAMPLE, finds=queries.sent_examples, by=OF_GROUP, methods="GET POST")
def example_check(request, example):
    return looked_at(request, example, "buyergroups/example_check.html")


@page(access.LOOK_AT_EXAMPLES)
def example_queue(request):
    rows = queries.queue(request.actor, today())
    return render(request, "buyergroups/example_queue.html", {"rows": rows})


@page(access.CHECK_EXAMPLE, finds=queries.groupless_examples, methods="GET POST")
def example_look(request, example):
    return looked_at(request, example, "buyergroups/example_look.html")


def looked_at(request, example, template: str):
    """Published, or sent back with a remark; both end on the list it was found on."""
    publishes = request.method == "POST" and "publish" in request.POST
    form = RemarkForm(request.POST if request.method == "POST" and not publishes else None)
    if publishes:
        actions.publish(request.actor, example, at=now())
        messages.success(request, _("Published."))
    elif form.is_valid():
        actions.send_back(request.actor, example, at=now(), **form.cleaned_data)
        messages.success(request, _("Sent back with your remark."))
    else:
        context = {"example": example, "tied": queries.chosen(example), "form": form, "group": example.group}
        return render(request, template, context, status=422 if form.errors else 200)
    if example.group_id:
        return redirect("buyergroups:group-examples", group=example.group.slug)
    return redirect("buyergroups:example-queue")
