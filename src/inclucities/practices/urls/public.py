app_name = "practices_public"
urlpatterns = []
