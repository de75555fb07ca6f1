"""Language of the page, and headers that every answer carries."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers


class LanguageMiddleware(LocaleMiddleware):
    """Public pages speak the language of their address; others that of `?lang=`, of the person, or of the browser."""

    def process_request(self, request):
        code = translation.get_language_from_path(request.path_info) or self._wished(request)
        translation.activate(code)
        request.LANGUAGE_CODE = translation.get_language()

    @staticmethod
    def _wished(request) -> str:
        asked = request.GET.get("lang", "")
        if asked in dict(settings.LANGUAGES):
            return asked
        if request.user.is_authenticated:
            return request.user.language
        return translation.get_language_from_request(request)

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        return response


class QueryMiddleware:
    """Leaves out of an address the one character that no text in a database can hold."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class PrivateMiddleware:
    """Pages of a signed-in person are kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
