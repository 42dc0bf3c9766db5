"""Files of groups and working groups."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import files as actions
from buyergroups.forms.gatherings import FileForm
from buyergroups.queries import files as queries
from buyergroups.queries.gatherings import home_of, homes
from buyergroups.views.gatherings import AT_HOME, OF_HOME
from pact.access import page
from pact.clock import now
from pact.files.serving import serve
from pact.ui.saying import said_at


@page(access.SEE_FILES, finds=homes, by=AT_HOME)
def file_list(request, home):
    shown = queries.shelf(request.actor, home)
    return render(request, "buyergroups/file_list.html", {"shown": shown, "home": home})


@page(access.SHARE_FILES, finds=homes, by=AT_HOME, methods="GET POST")
def file_new(request, home):
    shelf = queries.shelf(request.actor, home)
    asked = {"gathering": request.GET.get("meeting", "")}
    form = FileForm(request.POST or None, request.FILES or None, gatherings=shelf.gatherings, initial=asked)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _shared(request, home, form), "file"):
        messages.success(request, _("The file is shared."))
        return redirect(home.address("file-list"))
    context = {"form": form, "home": home, "back": home.address("file-list")}
    return render(request, "buyergroups/file_new.html", context, status=422 if form.errors else 200)


def _shared(request, home, form):
    return actions.share(request.actor, home, form.cleaned_data["file"], **form.given(), at=now())


@page(access.SEE_FILES, finds=queries.files, by=OF_HOME)
def file_download(request, shared):
    return serve(request, queries.stored(shared))


@page(access.REMOVE_FILE, finds=queries.files, by=OF_HOME, methods="POST")
def file_remove(request, shared):
    home = home_of(shared)
    actions.take_back(request.actor, shared, at=now())
    messages.success(request, _("The file is removed."))
    return redirect(home.address("file-list"))
