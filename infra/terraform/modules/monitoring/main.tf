# Metrics from the functions' logs, alerts that carry their part of the runbook, and the operations dashboard.

locals {
  # The runbook by heading. Each alert is sent with its part.
  parts   = slice(split("\n## ", file(var.runbook.path)), 1, length(split("\n## ", file(var.runbook.path))))
  runbook = { for part in local.parts : split("\n", part)[0] => trimspace(join("\n", slice(split("\n", part), 1, length(split("\n", part))))) }

  of_reconcile = "resource.labels.service_name=\"${var.services.reconcile}\""
  of_pushed    = "resource.labels.service_name=(${join(" OR ", [for name in var.services.pushed : "\"${name}\""])})"

  log_metrics = {
    given_up = {
      description = "Events and messages that were refused, or delivered too often, and are kept as dead letters."
      filter      = "${local.of_pushed} AND severity>=ERROR AND jsonPayload.message=(\"rejected an event\" OR \"rejected a message\" OR \"stored a message that Pub/Sub gave up\")"
      labels      = {}
    }
    stale_buckets = {
      description = "Lines of reconcile about a bucket that has been silent for far longer than usual."
      filter      = "${local.of_reconcile} AND jsonPayload.event=\"staleness\" AND jsonPayload.is_stale=true"
      labels      = { bucket = "EXTRACT(jsonPayload.bucket)" }
    }
    staleness_checks = {
      description = "Lines of reconcile about the age of the newest artifact."
      filter      = "${local.of_reconcile} AND jsonPayload.event=\"staleness\""
      labels      = { bucket = "EXTRACT(jsonPayload.bucket)" }
    }
    missing_objects = {
      description = "Calls of reconcile that found objects of which rows were missing."
      filter      = "${local.of_reconcile} AND jsonPayload.event=\"reconcile\" AND jsonPayload.incomplete>0"
      labels      = { bucket = "EXTRACT(jsonPayload.bucket)" }
    }
    unread_objects = {
      description = "Calls of reconcile that could not read an object, gave one up, or found one that it may not read."
      filter      = "${local.of_reconcile} AND jsonPayload.event=\"reconcile\" AND (jsonPayload.failed>0 OR jsonPayload.given_up>0 OR jsonPayload.denied>0)"
      labels      = { bucket = "EXTRACT(jsonPayload.bucket)" }
    }
  }
}

resource "google_logging_metric" "count" {
  for_each = local.log_metrics

  project          = var.project_id
  name             = "${var.name}/${each.key}"
  description      = each.value.description
  filter           = "resource.type=\"cloud_run_revision\" AND ${each.value.filter}"
  label_extractors = each.value.labels

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"

    dynamic "labels" {
      for_each = each.value.labels

      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }
}

# Hours, in steps of one: 200 buckets are the most that a metric may have.
resource "google_logging_metric" "hours_since_arrival" {
  project          = var.project_id
  name             = "${var.name}/hours_since_arrival"
  description      = "Hours since the newest artifact in the warehouse was written."
  filter           = "resource.type=\"cloud_run_revision\" AND ${local.of_reconcile} AND jsonPayload.event=\"staleness\" AND jsonPayload.hours_since_arrival>=0"
  value_extractor  = "EXTRACT(jsonPayload.hours_since_arrival)"
  label_extractors = { bucket = "EXTRACT(jsonPayload.bucket)" }

  bucket_options {
    linear_buckets {
      num_finite_buckets = 198
      width              = 1
      offset             = 0
    }
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "h"

    labels {
      key        = "bucket"
      value_type = "STRING"
    }
  }
}

resource "google_monitoring_alert_policy" "this" {
  for_each = local.alerts

  project               = var.project_id
  display_name          = "${var.name}: ${each.key}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = var.notification_channels
  user_labels           = var.labels

  dynamic "conditions" {
    for_each = { for condition in each.value.above : condition.title => condition }

    content {
      display_name = conditions.key

      condition_threshold {
        filter             = conditions.value.filter
        comparison         = "COMPARISON_GT"
        threshold_value    = conditions.value.limit
        duration           = conditions.value.duration
        denominator_filter = conditions.value.of

        aggregations {
          alignment_period     = conditions.value.period
          per_series_aligner   = conditions.value.aligner
          cross_series_reducer = conditions.value.reducer
          group_by_fields      = conditions.value.by
        }

        dynamic "denominator_aggregations" {
          for_each = conditions.value.of == null ? [] : [conditions.value.period]

          content {
            alignment_period     = denominator_aggregations.value
            per_series_aligner   = conditions.value.aligner
            cross_series_reducer = conditions.value.reducer
            group_by_fields      = conditions.value.by
          }
        }
      }
    }
  }

  dynamic "conditions" {
    for_each = { for condition in each.value.absent : condition.title => condition }

    content {
      display_name = conditions.key

      condition_absent {
        filter   = conditions.value.filter
        duration = "${conditions.value.hours * 3600}s"

        aggregations {
          alignment_period     = "300s"
          per_series_aligner   = "ALIGN_DELTA"
          cross_series_reducer = "REDUCE_SUM"
        }
      }
    }
  }

  # A metric that counts may go on with zeros, which are values.
  dynamic "conditions" {
    for_each = { for condition in each.value.absent : condition.title => condition }

    content {
      display_name = "${conditions.key} (zero)"

      condition_threshold {
        filter          = conditions.value.filter
        comparison      = "COMPARISON_LT"
        threshold_value = 1
        duration        = "0s"

        aggregations {
          alignment_period     = "${conditions.value.hours * 3600}s"
          per_series_aligner   = "ALIGN_DELTA"
          cross_series_reducer = "REDUCE_SUM"
        }
      }
    }
  }

  dynamic "alert_strategy" {
    for_each = length(var.notification_channels) == 0 ? [] : [var.notification_channels]

    content {
      notification_channel_strategy {
        notification_channel_names = alert_strategy.value
        renotify_interval          = "${var.limits.renotify_hours * 3600}s"
      }
    }
  }

  documentation {
    subject   = "${var.name}: ${each.key}"
    mime_type = "text/markdown"
    content   = local.runbook[each.key]

    dynamic "links" {
      for_each = var.runbook.url == null ? [] : [var.runbook.url]

      content {
        display_name = "Runbook"
        url          = "${links.value}#${replace(lower(each.key), " ", "-")}"
      }
    }
  }

  depends_on = [google_logging_metric.count, google_logging_metric.hours_since_arrival]
}

resource "google_monitoring_dashboard" "this" {
  count = var.dashboard.enabled ? 1 : 0

  project        = var.project_id
  dashboard_json = jsonencode(local.dashboard)

  depends_on = [google_logging_metric.count, google_logging_metric.hours_since_arrival]
}

# Dashboards and the metrics on them have no permissions of their own: the role is one of the project.
resource "google_project_iam_member" "dashboard" {
  for_each = var.dashboard.enabled ? toset(var.dashboard.members) : toset([])

  project = var.project_id
  role    = var.dashboard.role
  member  = each.value
}
