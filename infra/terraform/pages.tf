# The bucket with rendered pages of the dashboard and with reports. All of it can be made again.

locals {
  stores_pages = var.dashboard.enabled && var.dashboard.stored_pages
  has_bucket   = local.stores_pages || var.report != null
  has_webhook  = try(var.report.webhook_secret, null) != null

  # Written out, so that it is known before the bucket is made.
  pages_bucket = "${var.project_id}-${var.name}-pages"

  pages_environment   = local.has_bucket ? { PAGES_BUCKET = local.pages_bucket } : {}
  refresh_environment = merge(local.pages_environment, local.has_bucket ? { STORED_PAGES = tostring(local.stores_pages) } : {})

  report_environment = var.report == null ? {} : merge(
    { REPORT_HOUR = tostring(var.report.hour), REPORT_DAYS = tostring(var.report.days) },
    var.report.weekdays == null ? {} : { REPORT_WEEKDAYS = join(",", var.report.weekdays) },
    var.report.board == null ? {} : { REPORT_BOARD = var.report.board },
  )
}

resource "google_storage_bucket" "pages" {
  count = local.has_bucket ? 1 : 0

  project                     = var.project_id
  name                        = local.pages_bucket
  location                    = var.region
  labels                      = local.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  # Pages are replaced, and reports are kept for a quarter.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age = 92
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_storage_bucket_iam_member" "page_writer" {
  count = local.has_bucket ? 1 : 0

  bucket = google_storage_bucket.pages[0].name
  role   = local.roles["page_writer"]
  member = "serviceAccount:${local.email["refresh"]}"
}

resource "google_storage_bucket_iam_member" "page_reader" {
  for_each = merge(
    local.stores_pages ? { dashboard = "serviceAccount:${local.email["dashboard"]}" } : {},
    { for reader in try(var.report.readers, []) : reader => reader },
  )

  bucket = google_storage_bucket.pages[0].name
  role   = local.roles["object_reader"]
  member = each.value
}
