"""Someone who signs in. What a person may do stands in the floors above; here is only who it is."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from pact.access.refs import new_ref
from pact.search.indexing import index_of
from pact.tenancy import Tenancy


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person; private. One address to sign in with, unique whatever its case."""

    tenancy = Tenancy.SYSTEM

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="en-gb")
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    theme = models.CharField(max_length=8, blank=True, choices=[("light", "light"), ("dark", "dark")])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_email")]
        indexes = [
            models.Index(fields=["name", "id"], name="accounts_user_by_name"),
            index_of("name", "email", "function", name="accounts_user_words"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
