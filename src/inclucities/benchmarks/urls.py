app_name = "benchmarks"
urlpatterns = []
