"""What can happen on this floor, past tense, each with the sentence the trail prints."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

CYCLE_PLANNED = Verb("monitoring.cycle.planned", _("planned the cycle"))
CYCLE_OPENED = Verb("monitoring.cycle.opened", _("opened the cycle"))
CYCLE_FROZEN = Verb("monitoring.cycle.frozen", _("froze the figures"))
CYCLE_PUT = Verb("monitoring.cycle.with_committee", _("put the report before the Steering Committee"))
CYCLE_TAKEN_BACK = Verb("monitoring.cycle.taken_back", _("took the report back to compile it anew"))
CYCLE_PUBLISHED = Verb("monitoring.cycle.published", _("published the report of the cycle"))

EXPECTED = Verb("monitoring.submission.expected", _("asked for the figures"))
REROUTED = Verb("monitoring.submission.rerouted", _("changed who receives the figures"))
BEGUN = Verb("monitoring.submission.begun", _("began the figures"))
SENT = Verb("monitoring.submission.sent", _("sent the figures"))
NIL_SENT = Verb("monitoring.submission.nil_sent", _("reported that no devices were bought"))
ACCEPTED = Verb("monitoring.submission.accepted", _("accepted the figures"))
RETURNED = Verb("monitoring.submission.returned", _("sent the figures back"))
RECALLED = Verb("monitoring.submission.recalled", _("took the figures back to correct them"))
FROZEN = Verb("monitoring.submission.frozen", _("froze the figures"))
REMINDED = Verb("monitoring.submission.reminded", _("reminded of the figures"))

CELL_SAVED = Verb("monitoring.cell.saved", _("entered a figure"))
LINE_ADDED = Verb("monitoring.line.added", _("added a line"))
LINE_REMOVED = Verb("monitoring.line.removed", _("removed a line"))
LINES_COPIED = Verb("monitoring.line.copied", _("started from last year’s lines"))
EXPLAINED = Verb("monitoring.cell.explained", _("explained a figure"))
TERMS_SAVED = Verb("monitoring.terms.saved", _("stated lifetimes and what happens afterwards"))
LABELS_SAVED = Verb("monitoring.labels.saved", _("stated labels and criteria"))

IMPORT_READ = Verb("monitoring.import.read", _("uploaded a spreadsheet"))
IMPORT_APPLIED = Verb("monitoring.import.applied", _("took over a spreadsheet"))
IMPORT_UNDONE = Verb("monitoring.import.undone", _("undid a spreadsheet"))
IMPORT_DROPPED = Verb("monitoring.import.dropped", _("put a spreadsheet aside"))

LARGE_KEPT = Verb("monitoring.large_file.kept", _("uploaded a large spreadsheet"))
LARGE_READ = Verb("monitoring.large_file.read", _("uploaded a large spreadsheet that was read"))
LARGE_CONFIRMED = Verb("monitoring.large_file.confirmed", _("asked for a large spreadsheet to be taken over"))
LARGE_KEPT_BACK = Verb("monitoring.large_file.kept_back", _("was told what to correct in a large spreadsheet"))
LARGE_APPLIED = Verb("monitoring.large_file.applied", _("took over a large spreadsheet"))
LARGE_DROPPED = Verb("monitoring.large_file.dropped", _("put a large spreadsheet aside"))

METHODOLOGY_LOADED = Verb("monitoring.methodology.loaded", _("entered a version of the methodology"))
ROLLUPS_REBUILT = Verb("monitoring.rollups.rebuilt", _("counted the sums of the accepted figures anew"))
TARGET_SET = Verb("monitoring.target.set", _("entered a target"))
TARGET_READ = Verb("monitoring.target.read", _("took the reading of a target"))
TARGET_RESTATED = Verb("monitoring.target.restated", _("wrote a corrected number beside the reading of a target"))
