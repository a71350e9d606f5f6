# The datasets with their whole access lists, and the raw tables. Views and roll-ups are the matter of the function refresh.

locals {
  schemas       = { for file in fileset(var.schemas_path, "*.json") : trimsuffix(file, ".json") => jsondecode(file("${var.schemas_path}/${file}")) }
  expiration_ms = var.retention_days == null ? null : var.retention_days * 24 * 60 * 60 * 1000
}

resource "google_bigquery_dataset" "raw" {
  project                         = var.project_id
  dataset_id                      = "${var.prefix}ci_raw"
  location                        = var.location
  description                     = "Rows of CI artifacts as they were read: append-only, with duplicates. Query the views of ${var.prefix}ci instead."
  labels                          = var.labels
  default_partition_expiration_ms = local.expiration_ms
  delete_contents_on_destroy      = false

  # BigQuery wants an owner of each dataset; owners of the project can do all of this anyway.
  access {
    role          = "roles/bigquery.dataOwner"
    special_group = "projectOwners"
  }

  dynamic "access" {
    for_each = var.raw_access

    content {
      role          = access.value.role
      user_by_email = access.value.account
    }
  }

  # Who may read the views does not have to be able to read the tables.
  access {
    dataset {
      target_types = ["VIEWS"]

      dataset {
        project_id = google_bigquery_dataset.views.project
        dataset_id = google_bigquery_dataset.views.dataset_id
      }
    }
  }
}

resource "google_bigquery_dataset" "views" {
  project                         = var.project_id
  dataset_id                      = "${var.prefix}ci"
  location                        = var.location
  description                     = "Views and roll-ups of CI results. `npx ci-signal models` and infra/reference describe them."
  labels                          = var.labels
  default_partition_expiration_ms = local.expiration_ms
  delete_contents_on_destroy      = var.delete_views_on_destroy

  access {
    role          = "roles/bigquery.dataOwner"
    special_group = "projectOwners"
  }

  dynamic "access" {
    for_each = var.view_access

    content {
      role          = access.value.role
      user_by_email = access.value.account
    }
  }

  dynamic "access" {
    for_each = toset(var.readers)

    content {
      role           = "roles/bigquery.dataViewer"
      user_by_email  = can(regex("^(user|serviceAccount):", access.value)) ? split(":", access.value)[1] : null
      group_by_email = startswith(access.value, "group:") ? split(":", access.value)[1] : null
      domain         = startswith(access.value, "domain:") ? split(":", access.value)[1] : null
    }
  }
}

resource "google_bigquery_table" "raw" {
  for_each = local.schemas

  project                  = var.project_id
  dataset_id               = google_bigquery_dataset.raw.dataset_id
  table_id                 = each.key
  description              = each.value.description
  labels                   = var.labels
  schema                   = jsonencode(each.value.schema)
  clustering               = each.value.clustering
  require_partition_filter = each.value.require_partition_filter
  deletion_protection      = var.deletion_protection

  time_partitioning {
    type          = each.value.time_partitioning.type
    field         = each.value.time_partitioning.field
    expiration_ms = local.expiration_ms
  }

  lifecycle {
    # New columns come with a new version of refresh, which adds them as NULLABLE; BigQuery adds no REQUIRED ones.
    ignore_changes = [schema]
  }
}
