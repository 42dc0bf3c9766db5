"""Sessions as Django stores them, and people as it knows them, read with queries that are written once.

Both are read anew at every request: somebody who signed out, or who was shut out, is outside at the next click.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends import db
from django.utils import timezone

from pact.access.prepared import prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = prepared(_sessions, self.session_key)
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None


def _sessions(key: str):
    return SessionStore.get_model_class().objects.filter(session_key=key)


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        user = next(iter(prepared(_people, int(user_id))), None)
        return user if user and self.user_can_authenticate(user) else None


def _people(user_id: int):
    return get_user_model()._default_manager.filter(pk=user_id)
