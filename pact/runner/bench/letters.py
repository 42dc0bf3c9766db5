"""G8: reminders through the outbox beside a bare session of smtplib with the same letters, exactly one each.

The sweep runs in a process of its own, so that its memory can be told apart.
"""

import json
import resource
import smtplib
import subprocess
import sys
import time
from email import message_from_bytes
from email.message import EmailMessage

from pact.runner import product
from pact.runner.places import CHECKOUT, Trouble

from .measure import Result

TEXT = "The report of your organisation on the year 2026 is due on 31 March 2027.\n\nIt stands at 14 of 22 lines. " * 12
HTML = "<!doctype html><html><body>" + f"<p>{TEXT}</p>" * 3 + "</body></html>"


def letters(bench) -> None:
    """Sends them into a mail catcher of its own."""
    number = bench.options.letters
    mailbox = bench.state.root / "letters"
    mailbox.mkdir(exist_ok=True)
    for old in mailbox.glob("*.eml"):
        old.unlink()
    catcher, address = product.mail({**bench.env, "PACT_MAILBOX": str(mailbox)}, bench.state)
    catcher.start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from pact.runner.bench.letters import report; report()", str(number)],
            env={**bench.env, "EMAIL_URL": address},
            cwd=CHECKOUT,
            check=False,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        catcher.stop()
        catcher.door.close()
    if done.returncode:
        raise Trouble("The letters could not be measured.")
    figures = json.loads(done.stdout.splitlines()[-1])
    ids = [message_from_bytes(path.read_bytes())["Message-ID"] for path in mailbox.glob("*.eml")]
    sent = [one for one in ids if "bench-raw" not in one]
    bench.results += [
        Result(
            "G8",
            f"{number:,} reminders, rate / raw smtplib session",
            figures["raw"] / figures["ours"],
            1,
            at_least=True,
        ),
        Result("G8", "letters missing or doubled", abs(len(sent) - number) + len(sent) - len(set(sent)), 0, unit=""),
        Result("G8", "memory of the sweep", figures["mib"], 130, unit="MiB"),
    ]


def measure(number: int) -> dict[str, float]:
    import django

    django.setup()
    from django.conf import settings
    from django.utils.timezone import now

    from pact.access.scope import as_system
    from pact.mail.delivery import deliver
    from pact.mail.models import OutboxMail

    at = now()
    keys = [f"bench:{at.isoformat()}:{each}" for each in range(number)]
    with as_system("bench"):
        OutboxMail.objects.filter(kind="bench").delete()
        OutboxMail.objects.bulk_create(
            [
                OutboxMail(
                    id=OutboxMail.id_of(key), key=key, kind="bench", to=f"person{each}@participant.example", name="Ada",
                    language="en-gb", subject=f"Reminder {each}", text=TEXT, html=HTML, not_before=at, created_at=at,
                )
                for each, key in enumerate(keys)
            ],
            batch_size=500,
        )  # fmt: skip
    before = time.perf_counter()
    sent = deliver(at=at)
    ours = time.perf_counter() - before
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if sent != number:
        raise SystemExit(f"{sent} of {number} letters were sent.")
    return {"ours": ours, "raw": _raw(number, settings.EMAIL_HOST, settings.EMAIL_PORT), "mib": mib}


def _raw(number: int, host: str, port: int) -> float:
    """The same letters, each made by the standard library, over one connection."""
    before = time.perf_counter()
    with smtplib.SMTP(host, port, timeout=30) as line:
        for each in range(number):
            message = EmailMessage()
            message["From"], message["To"] = "secretariat@pact.example", f"person{each}@participant.example"
            message["Subject"], message["Message-ID"] = f"Reminder {each}", f"<{each}@bench-raw.example>"
            message.set_content(TEXT)
            message.add_alternative(HTML, subtype="html")
            line.send_message(message)
    return time.perf_counter() - before


def report() -> None:
    print(json.dumps(measure(int(sys.argv[1]))))
