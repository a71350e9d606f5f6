# Topics and subscriptions: notifications to collect, rows to load, dead letters to where they are stored.

locals {
  is_pushed = local.source.way != "poll" && var.eventarc == null

  # The topic of another bucket's owner may have other notifications as well.
  finalized = local.source.way == "topic" ? ["attributes.eventType = \"OBJECT_FINALIZE\""] : []
  wanted    = join(" OR ", [for prefix in var.prefixes : "hasPrefix(attributes.objectId, \"${prefix}\")"])
  filter    = join(" AND ", concat(local.finalized, length(var.prefixes) == 0 ? [] : [length(var.prefixes) == 1 ? local.wanted : "(${local.wanted})"]))
}

# The functions that read objects publish their rows.
module "rows" {
  source = "./modules/topic"

  project_id = var.project_id
  name       = "${var.name}-rows"
  labels     = local.labels
  publishers = local.readers_of_bucket

  depends_on = [google_project_service.this]
}

# Pub/Sub forwards what was delivered too often.
module "dead_letter_topic" {
  source = "./modules/topic"

  project_id = var.project_id
  name       = "${var.name}-dead-letters"
  labels     = local.labels
  publishers = { pubsub = local.pubsub_agent }

  depends_on = [google_project_service.this]
}

module "notifications" {
  source = "./modules/artifact-notifications"
  count  = local.is_pushed && local.source.way == "bucket" ? 1 : 0

  project_id    = var.project_id
  name          = "${var.name}-notifications"
  labels        = local.labels
  bucket        = var.bucket
  storage_agent = data.google_storage_project_service_account.this[0].email_address

  # Notifications begin when they can be delivered.
  depends_on = [google_project_service.this, module.collect]
}

module "collect_subscription" {
  source = "./modules/push-subscription"
  count  = local.is_pushed ? 1 : 0

  project_id           = var.project_id
  name                 = "${var.name}-collect"
  topic                = local.source.way == "bucket" ? module.notifications[0].topic : var.notification_topic.topic
  filter               = local.filter
  labels               = local.labels
  function             = { uri = module.collect[0].uri, caller = local.account["push"] }
  ack_deadline_seconds = module.collect[0].timeout_seconds
  dead_letter_topic    = module.dead_letter_topic.id
  pubsub_agent         = local.pubsub_agent

  depends_on = [module.dead_letter_topic, module.rows, google_service_account_iam_member.push_tokens, google_storage_bucket_iam_member.object_reader]
}

module "eventarc" {
  source = "./modules/eventarc-trigger"
  count  = var.eventarc == null ? 0 : 1

  project_id    = var.project_id
  region        = var.region
  location      = var.eventarc.location
  name          = "${var.name}-eventarc"
  labels        = local.labels
  bucket        = var.bucket
  function      = module.collect[0].name
  storage_agent = data.google_storage_project_service_account.this[0].email_address

  depends_on = [google_project_service.this]
}

module "load_subscription" {
  source = "./modules/push-subscription"

  project_id           = var.project_id
  name                 = "${var.name}-load"
  topic                = module.rows.id
  labels               = local.labels
  function             = { uri = module.load.uri, caller = local.account["push"] }
  ack_deadline_seconds = module.load.timeout_seconds
  dead_letter_topic    = module.dead_letter_topic.id
  pubsub_agent         = local.pubsub_agent

  depends_on = [module.warehouse, module.dead_letter_topic, google_service_account_iam_member.push_tokens]
}

# Without dead letters of its own: nothing may be dropped.
module "dead_letters_subscription" {
  source = "./modules/push-subscription"

  project_id           = var.project_id
  name                 = "${var.name}-dead-letters"
  topic                = module.dead_letter_topic.id
  labels               = local.labels
  function             = { uri = module.dead_letters.uri, caller = local.account["push"] }
  ack_deadline_seconds = module.dead_letters.timeout_seconds
  retention            = "2678400s"
  pubsub_agent         = local.pubsub_agent

  depends_on = [module.warehouse, google_service_account_iam_member.push_tokens]
}
