"""The door of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")
application = get_wsgi_application()
# What is loaded now stays: the collector need not walk it for every page with many rows.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
