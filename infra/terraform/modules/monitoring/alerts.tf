# The alerts: the key is the heading in the runbook. `above`: a metric is greater than a limit; `absent`: a metric
# has no values, or only zeros.

locals {
  often          = join("|", concat(var.services.pushed, var.services.others))
  hourly         = "${var.services.refresh}|${var.services.reconcile}"
  subscriptions  = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=monitoring.regex.full_match(\"${join("|", var.subscriptions)}\")"
  requests       = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_count\""
  called_often   = "${local.requests} AND resource.labels.service_name=monitoring.regex.full_match(\"${local.often}\")"
  metric_of_logs = "resource.type=\"cloud_run_revision\" AND metric.type=\"logging.googleapis.com/user/${var.name}"

  # Conditions of one kind have the same attributes, so that Terraform finds one type for them.
  threshold = { duration = "0s", period = "300s", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", by = [], of = null }

  alerts = {
    "No new rows" = {
      severity = "CRITICAL"
      above = [
        merge(local.threshold, {
          title   = "The newest artifact in the warehouse is older than ${var.limits.no_rows_hours} hours"
          filter  = "${local.metric_of_logs}/hours_since_arrival\""
          limit   = var.limits.no_rows_hours
          period  = "7200s"
          aligner = "ALIGN_PERCENTILE_50"
          reducer = "REDUCE_MAX"
          by      = ["metric.label.bucket"]
        }),
        merge(local.threshold, {
          title  = "A bucket is silent for far longer than usual"
          filter = "${local.metric_of_logs}/stale_buckets\""
          limit  = 0
          period = "7200s"
          by     = ["metric.label.bucket"]
        }),
      ]
      absent = []
    }
    "Messages wait" = {
      severity = "ERROR"
      above = [
        merge(local.threshold, {
          title   = "The oldest message was not acknowledged for more than ${var.limits.backlog_minutes} minutes"
          filter  = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\""
          limit   = var.limits.backlog_minutes * 60
          aligner = "ALIGN_MAX"
          reducer = "REDUCE_MAX"
          by      = ["resource.label.subscription_id"]
        }),
      ]
      absent = []
    }
    "Dead letters" = {
      severity = "ERROR"
      above = [
        merge(local.threshold, {
          title  = "A message was delivered too often and is a dead letter"
          filter = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\""
          limit  = 0
          by     = ["resource.label.subscription_id"]
        }),
        merge(local.threshold, {
          title  = "A function kept an event or a message as a dead letter"
          filter = "${local.metric_of_logs}/given_up\""
          limit  = 0
          by     = ["resource.label.service_name"]
        }),
      ]
      absent = []
    }
    "Functions fail" = {
      severity = "WARNING"
      above = [
        merge(local.threshold, {
          title  = "More than ${var.limits.failed_share * 100} percent of the requests of a function failed in half an hour"
          filter = "${local.called_often} AND metric.labels.response_code_class=\"5xx\""
          of     = local.called_often
          limit  = var.limits.failed_share
          period = "1800s"
          by     = ["resource.label.service_name"]
        }),
        merge(local.threshold, {
          title  = "Calls of refresh or reconcile failed twice in two hours"
          filter = "${local.requests} AND resource.labels.service_name=monitoring.regex.full_match(\"${local.hourly}\") AND metric.labels.response_code_class=\"5xx\""
          limit  = 1
          period = "7200s"
          by     = ["resource.label.service_name"]
        }),
      ]
      absent = []
    }
    "Refresh is late" = {
      severity = "ERROR"
      above    = []
      absent = [
        {
          title  = "No call of refresh succeeded for ${var.limits.refresh_hours} hours"
          filter = "${local.requests} AND resource.labels.service_name=\"${var.services.refresh}\" AND metric.labels.response_code_class=\"2xx\""
          hours  = var.limits.refresh_hours
        },
      ]
    }
    "Reconcile is late" = {
      severity = "ERROR"
      above    = []
      absent = [
        {
          title  = "No call of reconcile reported for ${var.limits.reconcile_hours} hours"
          filter = "${local.metric_of_logs}/staleness_checks\""
          hours  = var.limits.reconcile_hours
        },
      ]
    }
    "Rows are missing" = {
      severity = "ERROR"
      above = [
        merge(local.threshold, {
          title  = "Objects could not be read, or were given up"
          filter = "${local.metric_of_logs}/unread_objects\""
          limit  = 0
          period = "3600s"
          by     = ["metric.label.bucket"]
        }),
        merge(local.threshold, {
          # Calls are an hour apart, and some a little more: two hours have one in any case.
          title    = "For three hours calls of reconcile found objects without rows"
          filter   = "${local.metric_of_logs}/missing_objects\""
          limit    = 0
          period   = "7200s"
          duration = "10800s"
          by       = ["metric.label.bucket"]
        }),
      ]
      absent = []
    }
    "Queries cost too much" = {
      severity = "WARNING"
      above = [
        merge(local.threshold, {
          title   = "BigQuery billed more than ${var.limits.bytes_per_day} bytes in a day"
          filter  = "resource.type=\"global\" AND metric.type=\"bigquery.googleapis.com/query/scanned_bytes_billed\""
          limit   = var.limits.bytes_per_day
          period  = "86400s"
          aligner = "ALIGN_SUM"
        }),
      ]
      absent = []
    }
  }
}
