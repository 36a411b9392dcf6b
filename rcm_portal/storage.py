"""Where static files come from in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Every file under the hash of what it holds, also one that a script imports: an old one never meets a new one."""

    support_js_module_import_aggregation = True
