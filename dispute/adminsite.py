"""The admin's index opens with what waits."""

from django.contrib.admin import AdminSite


class BranchAdminSite(AdminSite):
    pass
