"""Django's PostgreSQL with a cheaper look at whether a kept connection still lives; named by `settings.DATABASES`."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Nothing to read on the socket means that the server has not closed it: no query is needed to know.

        Between requests the server says something only when it ends the connection or gives notice; then it is asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if look.poll(0) else True
