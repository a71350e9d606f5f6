# The dashboard: one chart a line, in the order of the way of an artifact.

locals {
  charts = [
    {
      title   = "Age of the newest artifact (hours)"
      filter  = "${local.metric_of_logs}/hours_since_arrival\""
      aligner = "ALIGN_PERCENTILE_50"
      reducer = "REDUCE_MAX"
      by      = ["metric.label.bucket"]
    },
    {
      title   = "Notifications and messages delivered (per second)"
      filter  = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/push_request_count\""
      aligner = "ALIGN_RATE"
      reducer = "REDUCE_SUM"
      by      = ["resource.label.subscription_id", "metric.label.response_class"]
    },
    {
      title   = "Messages that wait"
      filter  = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      aligner = "ALIGN_MEAN"
      reducer = "REDUCE_SUM"
      by      = ["resource.label.subscription_id"]
    },
    {
      title   = "Oldest message that waits (seconds)"
      filter  = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\""
      aligner = "ALIGN_MAX"
      reducer = "REDUCE_MAX"
      by      = ["resource.label.subscription_id"]
    },
    {
      title   = "Dead letters"
      filter  = "${local.subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\""
      aligner = "ALIGN_DELTA"
      reducer = "REDUCE_SUM"
      by      = ["resource.label.subscription_id"]
    },
    {
      title   = "Requests by function and status (per second)"
      filter  = "${local.requests} AND resource.labels.service_name=monitoring.regex.full_match(\"${local.often}|${local.hourly}\")"
      aligner = "ALIGN_RATE"
      reducer = "REDUCE_SUM"
      by      = ["resource.label.service_name", "metric.label.response_code_class"]
    },
    {
      title   = "Time of a request, 95th percentile (milliseconds)"
      filter  = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_latencies\" AND resource.labels.service_name=monitoring.regex.full_match(\"${local.often}|${local.hourly}\")"
      aligner = "ALIGN_PERCENTILE_95"
      reducer = "REDUCE_MAX"
      by      = ["resource.label.service_name"]
    },
    {
      title   = "Instances of the functions"
      filter  = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/container/instance_count\" AND resource.labels.service_name=monitoring.regex.full_match(\"${local.often}|${local.hourly}\")"
      aligner = "ALIGN_MAX"
      reducer = "REDUCE_SUM"
      by      = ["resource.label.service_name"]
    },
    {
      title   = "Calls of reconcile that found objects without rows"
      filter  = "${local.metric_of_logs}/missing_objects\""
      aligner = "ALIGN_DELTA"
      reducer = "REDUCE_SUM"
      by      = ["metric.label.bucket"]
    },
    {
      title   = "Bytes billed by BigQuery"
      filter  = "resource.type=\"global\" AND metric.type=\"bigquery.googleapis.com/query/scanned_bytes_billed\""
      aligner = "ALIGN_SUM"
      reducer = "REDUCE_SUM"
      by      = []
    },
  ]

  dashboard = {
    displayName = "${var.name}: operations"
    mosaicLayout = {
      columns = 48
      tiles = [
        for index, chart in local.charts : {
          xPos   = 24 * (index % 2)
          yPos   = 16 * floor(index / 2)
          width  = 24
          height = 16
          widget = {
            title = chart.title
            xyChart = {
              dataSets = [{
                plotType   = "LINE"
                targetAxis = "Y1"
                timeSeriesQuery = {
                  timeSeriesFilter = {
                    filter = chart.filter
                    aggregation = {
                      alignmentPeriod    = "300s"
                      perSeriesAligner   = chart.aligner
                      crossSeriesReducer = chart.reducer
                      groupByFields      = chart.by
                    }
                  }
                }
              }]
            }
          }
        }
      ]
    }
  }
}
