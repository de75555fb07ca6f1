"""Rights in views: what a person may not see does not exist (404), what they may not do is refused (403)."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator


def require(request, permission: str, row=None) -> None:
    """Refuse unless the person holds the permission on the row."""
    if not request.user.has_perm(permission, row):
        raise PermissionDenied


def page_of(request, rows, size: int = 20):
    """Cut a list into pages by `?page=`; a page that does not exist shows the nearest one."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
