"""Names and paths of this floor."""

from django.urls import include, path

from website.views import about, docs, groups, help, home, machines, notices, participants, results, supporters

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("participants/", participants.participant_list, name="participant-list"),
    path("participants/participants.<slug:kind>", participants.participant_file, name="participant-file"),
    path("participants/country/<slug:code>/", participants.participant_country, name="participant-country"),
    path("participants/<slug:slug>/", participants.participant_detail, name="participant-detail"),
    path("supporters/", supporters.supporter_list, name="supporter-list"),
    path("supporters/supporters.<slug:kind>", supporters.supporter_file, name="supporter-file"),
    path("supporters/exceptions/", supporters.supporter_exceptions, name="supporter-exceptions"),
    path("supporters/<slug:slug>/", supporters.supporter_detail, name="supporter-detail"),
    path("buyer-groups/", groups.group_list, name="group-list"),
    path("buyer-groups/<slug:slug>/", groups.group_detail, name="group-detail"),
    path("notices/", notices.notice_list, name="notice-list"),
    path("notices/<slug:ref>/", notices.notice_detail, name="notice-detail"),
    path("notices/<slug:ref>/notice.pdf", notices.notice_file, name="notice-file"),
    path("about/", about.about, name="about"),
    path("about/pact/", about.pact_text, name="pact-text"),
    path("about/pact/<int:version>/", about.pact_version, name="pact-version"),
    path("about/definitions/", about.definitions, name="definitions"),
    path("about/governance/", about.governance, name="governance"),
    path("about/how-we-count/", about.method, name="method"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("contact/", about.contact, name="contact"),
    path("help/", help.help_list, name="help-list"),
    path("help/<slug:slug>/", help.help_article, name="help-article"),
    path("results/", results.results, name="results"),
    path("results/<int:year>/", results.results_year, name="results-year"),
    path("results/<int:year>/key-figures.<slug:kind>", results.results_file, name="results-file"),
    path("reports/", results.report_list, name="report-list"),
    path("reports/<slug:slug>/", results.report_detail, name="report-detail"),
    path("reports/<slug:slug>/data.<slug:kind>", results.report_file, name="report-file"),
    path("reports/<slug:slug>/figures/<slug:code>.csv", results.figure_file, name="figure-file"),
    path("api/", docs.api_docs, name="api-docs"),
    path("api/", include("website.api.urls")),
    path("feeds/published.atom", machines.feed, name="feed"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
]
