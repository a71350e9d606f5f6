# A subscription of this project that pushes messages to a function, with back-off and, if a topic is named, dead letters.

resource "google_pubsub_subscription" "this" {
  project = var.project_id
  name    = var.name
  topic   = var.topic
  filter  = var.filter
  labels  = var.labels

  # A push is given up when this time is over, and no later than the request of the function.
  ack_deadline_seconds       = var.ack_deadline_seconds
  message_retention_duration = var.retention

  push_config {
    # The Functions Framework takes the name of the topic from the path.
    push_endpoint = "${var.function.uri}/${var.topic}"

    oidc_token {
      service_account_email = var.function.caller
      audience              = var.function.uri
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dynamic "dead_letter_policy" {
    for_each = var.dead_letter_topic == null ? [] : [var.dead_letter_topic]

    content {
      dead_letter_topic     = dead_letter_policy.value
      max_delivery_attempts = var.max_delivery_attempts
    }
  }

  # Never: a subscription without messages for a month is still wanted.
  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub forwards a message to the dead-letter topic, and acknowledges it here.
resource "google_pubsub_subscription_iam_member" "dead_letters" {
  count = var.dead_letter_topic == null ? 0 : 1

  project      = var.project_id
  subscription = google_pubsub_subscription.this.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:${var.pubsub_agent}"
}
