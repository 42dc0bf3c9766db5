from django.apps import AppConfig


class BuyergroupsConfig(AppConfig):
    name = "buyergroups"
