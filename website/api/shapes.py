"""The shapes of the answers, for the schema and the documentation. No answer is made by them: cards become dicts."""

from rest_framework import serializers as s


class Group(s.Serializer):
    slug = s.CharField()
    name = s.CharField()


class Participant(s.Serializer):
    slug = s.CharField(help_text="Code in addresses; never changes.")
    name = s.CharField(help_text="In the organisation's own language and script.")
    name_en = s.CharField(allow_blank=True)
    country = s.CharField(help_text="ISO 3166 alpha-2.", allow_blank=True)
    kind = s.CharField(help_text="LOCAL_GOVERNMENT, AGENCY, PRIVATE_COMPANY …")
    roles = s.ListField(child=s.CharField(), help_text="PROCURING, COORDINATING, SUPPORTER.")
    groups = Group(many=True)
    users_served = s.IntegerField(allow_null=True)
    users_served_on = s.DateField(allow_null=True)
    joined_on = s.DateField(allow_null=True)
    ended_on = s.DateField(allow_null=True, help_text="First day without any role.")
    latest_year = s.IntegerField(allow_null=True)
    latest_state = s.CharField(allow_blank=True, help_text="REPORTED, NIL, NOT_ACCEPTED, MISSING.")
    latest_devices = s.IntegerField(allow_null=True)
    founding = s.BooleanField(help_text="Founding signer: signed before there was a committee to decide.")
    url = s.URLField(help_text="The page of the organisation.")


class ParticipantPage(s.Serializer):
    total = s.IntegerField(allow_null=True, help_text="Null where only counting would tell.")
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    items = Participant(many=True)


class Role(s.Serializer):
    ref = s.CharField()
    role = s.CharField()
    since = s.DateField()
    until = s.DateField(allow_null=True)
    state = s.CharField()
    text_version = s.IntegerField()
    text_sha256 = s.CharField()
    decision = s.CharField(allow_blank=True)
    founding = s.BooleanField()


class Notice(s.Serializer):
    ref = s.CharField()
    role = s.CharField()
    text = s.CharField(allow_blank=True)
    sent_on = s.DateField()
    effective_on = s.DateField()
    published_at = s.DateTimeField()
    withdrawn_at = s.DateTimeField(allow_null=True)
    channel = s.CharField()
    file = s.URLField(allow_null=True)


class Profile(Participant):
    short_name = s.CharField(allow_blank=True)
    city = s.CharField(allow_blank=True)
    website = s.CharField(allow_blank=True)
    identifiers = s.ListField(child=s.CharField())
    signed = Role(many=True)
    notices = Notice(many=True)


class Supporter(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    name_en = s.CharField(allow_blank=True)
    country = s.CharField(allow_blank=True)
    kind = s.CharField()
    since = s.DateField(allow_null=True)
    url = s.URLField(help_text="The page of the supporter.")


class SupporterPage(s.Serializer):
    total = s.IntegerField()
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    items = Supporter(many=True)


class SupportLetter(s.Serializer):
    ref = s.CharField()
    since = s.DateField()
    until = s.DateField(allow_null=True, help_text="First day without support.")
    undertakings = s.ListField(child=s.CharField(), help_text="Pact 2.2.2 a, b, c, as signed.")
    letter = s.CharField(help_text="The whole text that was signed.")
    sha256 = s.CharField(help_text="SHA-256 of `letter` in UTF-8.")
    text_version = s.IntegerField()
    decision = s.CharField(allow_blank=True)


class Promotion(s.Serializer):
    year = s.IntegerField()
    text = s.CharField()


class AgreedException(s.Serializer):
    ref = s.CharField()
    scope = s.CharField()
    since = s.DateField()
    until = s.DateField(help_text="Last day.")
    agreed_for = s.CharField(allow_blank=True)
    decision = s.CharField(allow_blank=True)
    ended_on = s.DateField(allow_null=True)
    end_reason = s.CharField(allow_blank=True)


class SupporterProfile(Supporter):
    letters = SupportLetter(many=True)
    promotion = Promotion(many=True)
    exceptions = AgreedException(many=True)
    notices = Notice(many=True)


class Country(s.Serializer):
    code = s.CharField()
    name = s.CharField()
    participants = s.IntegerField()


class Countries(s.Serializer):
    items = Country(many=True)


class Figure(s.Serializer):
    label = s.CharField()
    value = s.CharField()
    context = s.CharField()


class Result(s.Serializer):
    year = s.IntegerField()
    title = s.CharField()
    edition = s.IntegerField()
    published_at = s.DateTimeField()
    decision = s.CharField(allow_blank=True)
    sha256 = s.CharField(help_text="Of figures and words, as approved.")
    snapshot_sha256 = s.CharField(help_text="Of the figures: canonical JSON of `figures`.")
    key_figures = Figure(many=True)
    url = s.URLField()


class Results(s.Serializer):
    items = Result(many=True)


class ResultYear(Result):
    figures = s.DictField(help_text="The whole snapshot.")


class Problem(s.Serializer):
    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    instance = s.CharField()
    errors = s.DictField(child=s.ListField(child=s.CharField()), required=False)
