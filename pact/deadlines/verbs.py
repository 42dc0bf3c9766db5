"""What people do to the ladders of reminders."""

from pact.audit import Verb

RUNG_ON = Verb("deadlines.rung.switched_on", "switched a reminder on")
RUNG_OFF = Verb("deadlines.rung.switched_off", "switched a reminder off")
