"""Let the one site begin at the root of the tree, under which every programme stands.

Wagtail's own first migration makes a welcome page and points the site at it.
"""

from django.db import migrations

NAME = "CapaCITY Editions"


def begin_at_the_root(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", site_name=NAME, root_page=root, is_default_site=True)
    elif site.root_page_id != root.pk:
        welcome = Page.objects.filter(
            pk=site.root_page_id, depth=2, numchild=0, content_type__model="page"
        ).first()
        site.root_page = root
        site.site_name = site.site_name or NAME
        site.save()
        if welcome is not None:
            welcome.delete()
            root.numchild = Page.objects.filter(depth=2).count()
            root.save()
    Locale.objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(begin_at_the_root, migrations.RunPython.noop)]
