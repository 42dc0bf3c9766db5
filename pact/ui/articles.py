"""Which article of help belongs to which page: names only, of pages and articles of the floors above."""

# Which article helps: by the beginning of a page's name, else by the workspace it stands in.
HELP_BY_NAME = (
    ("monitoring:device-grid", "grid-keys"),
    ("monitoring:import-", "spreadsheet"),
    ("participants:people", "signing-in"),
    ("participants:person-", "signing-in"),
    ("participants:invitation-", "signing-in"),
    ("account_", "signing-in"),
    ("mfa_", "signing-in"),
    ("participants:join", "joining"),
    ("participants:coordinate", "joining"),
    ("participants:support-", "supporting"),
    ("participants:misuse-", "supporting"),
    ("participants:support", "joining"),
    ("governance:decision-list", "deciding"),
    ("governance:proposal-", "deciding"),
    ("governance:decision-", "voting"),
    ("governance:termination-", "cases"),
    ("governance:hearing-", "cases"),
    ("governance:dispute-", "cases"),
    ("governance:amendment-", "amending"),
    ("governance:organization-amendments", "amending"),
    ("governance:extension-", "amending"),
    ("governance:duration", "amending"),
    *((f"governance:{page}", "committee") for page in ("seat-", "constitution", "rotation", "election-", "meeting-")),
    ("governance:agenda-", "committee"),
    ("buyergroups:working-group-", "working-groups"),
    *((f"buyergroups:{page}", "working-groups") for page in ("guest-", "seat-", "adoption-", "election-")),
    ("buyergroups:delegation-check", "secretariat"),
    ("buyergroups:delegation-queue", "secretariat"),
    ("buyergroups:delegation-", "group-report"),
    ("buyergroups:tender-", "tenders"),
    ("participants:territory-", "buyer-groups"),
    ("buyergroups:start-up-", "buyer-groups"),
    ("buyergroups:representative-", "buyer-groups"),
    ("buyergroups:member-", "buyer-groups"),
    ("buyergroups:unjoined-", "buyer-groups"),
    *(
        (f"buyergroups:group-{page}", "buyer-groups")
        for page in ("list", "new", "record", "areas", "coordinator", "step")
    ),
    ("buyergroups:group-settings", "buyer-groups"),
    ("buyergroups:gathering-", "meetings"),
    ("buyergroups:file-", "meetings"),
    *(
        (f"buyergroups:{page}", "library")
        for page in ("feedback-", "group-feed", "example-", "group-ex", "consultation-")
    ),
    *((f"buyergroups:{page}", "buyer-groups") for page in ("start-up-", "representative-", "member-", "unjoined-")),
    *((f"buyergroups:group-{page}", "buyer-groups") for page in ("list", "new", "record", "settings", "step", "areas")),
    ("buyergroups:statement-", "meetings"),
    ("buyergroups:signature-", "meetings"),
    ("buyergroups:users-", "coordinating"),
    ("buyergroups:group-users", "coordinating"),
    ("buyergroups:member-users", "coordinating"),
    ("buyergroups:outreach-", "coordinating"),
    ("reports:plan-", "coordinating"),
    ("reports:group-plan", "coordinating"),
    *(
        (f"buyergroups:{page}", "making-criteria")
        for page in ("document-", "item-", "library-", "version-", "row-", "comment-answer", "approval-")
    ),
)
HELP_BY_WORKSPACE = {
    "organization": "yearly-figures",
    "group": "group-report",
    "working_group": "working-groups",
    "committee": "voting",
    "secretariat": "secretariat",
}
